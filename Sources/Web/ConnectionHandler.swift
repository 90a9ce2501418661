internal import HTTPTypes
internal import HummingbirdCore
internal import NIOCore
internal import NIOExtras
internal import NIOHTTP1
internal import NIOHTTPTypesHTTP1

/// Keeps a connection within its limits and closes it. When the service stops, an idle connection closes at once and a busy
/// one after its answers. Bytes that are not a request are answered with a problem document.
///
/// It comes before the codec of Hummingbird's types, because those have neither the HTTP version nor the parser's errors.
final class ConnectionHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let site: Site
    private var ledger = ConnectionLedger()
    private var deadline = NIODeadline.distantFuture
    /// The deadline of the service's stop. No other deadline is later.
    private var lastDeadline = NIODeadline.distantFuture
    private var timer: (due: NIODeadline, task: Scheduled<Void>)?
    private var isEnding = false

    private var limits: WebLimits { site.limits }

    init(site: Site) {
        self.site = site
    }

    func channelActive(context: ChannelHandlerContext) {
        setDeadline(in: limits.idle, context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.task.cancel()
        timer = nil
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !ledger.isDeaf else { return }
        switch unwrapInboundIn(data) {
        case .head(let head):
            if let problem = head.problem(within: limits) { return reject(problem, context) }
            guard ledger.readHead(isLast: head.isLast) else { return }
            if ledger.outstanding == 1 { setDeadline(in: limits.exchange, context) }
        case .body(let bytes):
            if ledger.readBody(bytes.readableBytes) > limits.bodyBytes {
                return reject(.contentTooLarge(limit: limits.bodyBytes), context)
            }
        case .end:
            ledger.readEnd()
        }
        context.fireChannelRead(data)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard !ledger.isDeaf else { return }
        guard let error = error as? HTTPParserError else { return context.fireErrorCaught(error) }
        // After the last request the client may send anything.
        if ledger.isReading || !ledger.isClosing { reject(Problem(error), context) }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard event is ChannelShouldQuiesceEvent else { return context.fireUserInboundEventTriggered(event) }
        ledger.close()
        if ledger.isDone {
            context.close(promise: nil)
        } else {
            lastDeadline = context.eventLoop.now + TimeAmount(limits.stop)
            setDeadline(in: limits.stop, context)
        }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard !ledger.hasRejected else {
            promise?.fail(ChannelError.outputClosed)
            return
        }
        switch unwrapOutboundIn(data) {
        case .head(var head):
            if ledger.isLastAnswer { head.headers.replaceOrAdd(name: "connection", value: "close") }
            ledger.writeHead()
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .body:
            context.write(data, promise: promise)
        case .end:
            ledger.writeEnd()
            writeEnd(data, promise, context)
            setDeadline(in: ledger.outstanding == 0 ? limits.idle : limits.exchange, context)
            settle(context)
        }
    }

    private func writeEnd(_ data: NIOAny, _ promise: EventLoopPromise<Void>?, _ context: ChannelHandlerContext) {
        let sent = promise ?? context.eventLoop.makePromise()
        sent.futureResult.assumeIsolated().whenComplete { _ in
            self.ledger.sendEnd()
            if self.ledger.isDone { self.end(context) }
        }
        context.write(data, promise: sent)
    }

    private func reject(_ problem: Problem, _ context: ChannelHandlerContext) {
        ledger.reject(problem)
        settle(context)
    }

    private func settle(_ context: ChannelHandlerContext) {
        switch ledger.settle() {
        case .wait: break
        case .close: end(context)
        case .answer(let problem):
            var head = HTTPResponseHead(site.finish(problem.response).head)
            head.headers.replaceOrAdd(name: "connection", value: "close")
            context.write(wrapOutboundOut(.head(head)), promise: nil)
            context.write(wrapOutboundOut(.body(.byteBuffer(problem.document))), promise: nil)
            writeEnd(wrapOutboundOut(.end(nil)), nil, context)
            context.flush()
            site.recordRejection(problem)
        }
    }

    /// Tells the client that nothing more comes, and gives it a moment to close. A socket that is closed with unread bytes
    /// resets the connection, and the client may lose the answer.
    private func end(_ context: ChannelHandlerContext) {
        guard !isEnding else { return }
        isEnding = true
        context.close(mode: .output, promise: nil)
        setDeadline(in: limits.linger, context)
    }

    private func setDeadline(in time: Duration, _ context: ChannelHandlerContext) {
        deadline = min(context.eventLoop.now + TimeAmount(time), lastDeadline)
        if let timer, timer.due <= deadline { return }
        timer?.task.cancel()
        schedule(context)
    }

    /// A request moves the deadline but not the timer: when the timer fires before the deadline, it is set again.
    private func schedule(_ context: ChannelHandlerContext) {
        let task = context.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) {
            self.timer = nil
            guard context.channel.isActive else { return }
            if self.deadline <= context.eventLoop.now {
                context.close(promise: nil)
            } else {
                self.schedule(context)
            }
        }
        timer = (deadline, task)
    }
}
