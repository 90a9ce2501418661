internal import HTTPTypes
internal import HummingbirdCore
internal import NIOCore
internal import NIOExtras
internal import NIOHTTP1
internal import NIOHTTPTypesHTTP1

/// Keeps a connection within its limits, and sees to its end: idle ones close at once when the service stops, others when
/// their answers have been sent; what is no request is answered with a problem document.
///
/// It stands before HTTP is turned into Hummingbird's types, which know neither the version nor what could not be parsed.
final class ConnectionHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let limits: WebLimits
    private let site: Site
    private var ledger = ConnectionLedger()
    private var deadline = NIODeadline.distantFuture
    /// The deadline of the service's stop, which no other one exceeds.
    private var lastDeadline = NIODeadline.distantFuture
    private var timer: (due: NIODeadline, task: Scheduled<Void>)?
    private var isEnding = false

    init(limits: WebLimits, site: Site) {
        self.limits = limits
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
        // What comes after the last request need not be one.
        if ledger.isReading || !ledger.isClosing { reject(Problem(error), context) }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard event is ChannelShouldQuiesceEvent else { return context.fireUserInboundEventTriggered(event) }
        ledger.close()
        if ledger.isDone {
            context.close(promise: nil)
        } else {
            lastDeadline = .now() + TimeAmount(limits.stop)
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

    /// Says that nothing more comes, and gives the client a moment to read it: a socket that is closed with bytes unread
    /// resets the connection, and may take the answer with it.
    private func end(_ context: ChannelHandlerContext) {
        guard !isEnding else { return }
        isEnding = true
        context.close(mode: .output, promise: nil)
        setDeadline(in: limits.linger, context)
    }

    private func setDeadline(in time: Duration, _ context: ChannelHandlerContext) {
        deadline = min(.now() + TimeAmount(time), lastDeadline)
        if let timer, timer.due <= deadline { return }
        timer?.task.cancel()
        schedule(context)
    }

    /// A timer is not moved with each request: when it is due, it looks whether the deadline is.
    private func schedule(_ context: ChannelHandlerContext) {
        let task = context.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) {
            self.timer = nil
            guard context.channel.isActive else { return }
            if self.deadline <= .now() {
                context.close(promise: nil)
            } else {
                self.schedule(context)
            }
        }
        timer = (deadline, task)
    }
}
