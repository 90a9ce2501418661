internal import HTTPTypes
internal import HummingbirdCore
internal import NIOCore
internal import NIOExtras
internal import NIOHTTP1
internal import NIOHTTPTypesHTTP1

/// Keeps a connection within its limits and closes it. A body that its route does not want is not read. When the service stops, an idle connection closes at once and a busy
/// one after its answers. One that was never used closes after its first answer, as the request may be on its way. Bytes that are not a request are answered with a problem document.
///
/// It comes before the codec of Hummingbird's types, because those have neither the HTTP version nor the parser's errors.
final class ConnectionHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let site: Site
    private let register: ConnectionRegister
    /// The connection's number there, while it is open.
    private var id: Int?
    /// How the body of the request that is read is taken.
    private var body = Site.BodyRule()
    /// How many bytes of a file put its deadline off again.
    private var nextStep = 0
    /// Whether a part of a request was read since reading last paused.
    private var hasReadPart = false
    /// Whether some bytes of the next request's header are there, and it is to be whole by the deadline.
    private var isHeadBegun = true
    private var ledger = ConnectionLedger()
    private var deadline = NIODeadline.distantFuture
    /// The deadline of the service's stop. No other deadline is later.
    private var lastDeadline = NIODeadline.distantFuture
    private var timer: (due: NIODeadline, task: Scheduled<Void>)?
    private var isEnding = false
    /// Whether the request that is read was answered here, and is not passed on.
    private var isAnsweredAtOnce = false
    /// Whether the head of an answer was written, and nothing behind it.
    private var isHeadAlone = false

    private var limits: WebLimits { site.limits }

    init(site: Site, register: ConnectionRegister) {
        self.site = site
        self.register = register
    }

    func channelActive(context: ChannelHandlerContext) {
        let channel = context.channel
        id = register.open { channel.abort() }
        setDeadline(in: limits.head, context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.task.cancel()
        timer = nil
        if let id { register.close(id) }
        id = nil
        context.fireChannelInactive()
    }

    func read(context: ChannelHandlerContext) {
        // What is not read stays with the client, until the connection is closed.
        if ledger.ignoredBytes < limits.ignoredBytes { context.read() }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = unwrapInboundIn(data)
        guard !ledger.isDeaf else {
            if case .body(let bytes) = part { ledger.ignore(bytes.readableBytes) }
            return
        }
        hasReadPart = true
        switch part {
        case .head(let head): return read(head, context)
        case .body(let bytes):
            let count = ledger.readBody(bytes.readableBytes)
            if count > body.bytes { return reject(.contentTooLarge(limit: body.bytes), context) }
            if body.isFile, count >= nextStep {
                nextStep = count + limits.fileStep
                setDeadline(in: limits.exchange, context)
            }
        case .end:
            ledger.readEnd()
            if isAnsweredAtOnce {
                isAnsweredAtOnce = false
                return
            }
            if body.isFile {
                // A client that goes away ends the body too, but not with a part of no bytes.
                context.fireChannelRead(wrapInboundOut(.body(ByteBuffer())))
                setDeadline(in: limits.writing + limits.exchange, context)
            }
        }
        context.fireChannelRead(data)
    }

    private func read(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        body = site.bodyRule(head)
        if let problem = head.problem(bodyBytes: body.bytes) { return reject(problem, context) }
        let isUnwanted = head.hasBody && body.bytes == 0
        guard ledger.readHead(isLast: head.isLast || isUnwanted) else { return }
        isHeadBegun = false
        if ledger.outstanding == 1 {
            setDeadline(in: limits.exchange, context)
            note(.busy)
            if head.awaitsContinue, !isUnwanted {
                context.writeAndFlush(
                    wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: .continue))), promise: nil)
            }
        }
        nextStep = limits.fileStep
        if ledger.outstanding == 1, answerAtOnce(head, context) { return }
        context.fireChannelRead(wrapInboundOut(.head(head)))
        if isUnwanted {
            ledger.ignoreBody()
            context.fireChannelRead(wrapInboundOut(.end(nil)))
        }
    }

    /// Answers a request here whose answer lies ready, as long as the client takes what it is sent; whether it was answered.
    ///
    /// On its way through a task of Swift's a scrape would take half as long again.
    private func answerAtOnce(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) -> Bool {
        let start = ContinuousClock.now
        guard context.channel.isWritable, let (answer, parts) = site.answerAtOnce(head) else { return false }
        isAnsweredAtOnce = true
        write(context: context, data: wrapOutboundOut(.head(HTTPResponseHead(answer.response.head))), promise: nil)
        for part in parts { write(context: context, data: wrapOutboundOut(.body(.byteBuffer(part))), promise: nil) }
        write(context: context, data: wrapOutboundOut(.end(nil)), promise: nil)
        context.flush()
        site.record(answer, took: .now - start, from: context.remoteAddress)
        return true
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        // Bytes that were read and made no part of a request are the beginning of its header.
        if !hasReadPart, !isHeadBegun, ledger.outstanding == 0, !ledger.isClosing {
            isHeadBegun = true
            setDeadline(in: limits.head, context)
        }
        hasReadPart = false
        context.fireChannelReadComplete()
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
            isHeadAlone = true
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .body:
            isHeadAlone = false
            context.write(data, promise: promise)
        case .end:
            isHeadAlone = false
            ledger.writeEnd()
            writeEnd(data, promise, context)
            setDeadline(in: ledger.outstanding == 0 ? limits.idle : limits.exchange, context)
            settle(context)
        }
    }

    func flush(context: ChannelHandlerContext) {
        // A head goes out with what comes behind it: a packet of its own would wake the client for nothing.
        if !isHeadAlone { context.flush() }
    }

    private func writeEnd(_ data: NIOAny, _ promise: EventLoopPromise<Void>?, _ context: ChannelHandlerContext) {
        let sent = promise ?? context.eventLoop.makePromise()
        sent.futureResult.assumeIsolated().whenComplete { _ in
            self.ledger.sendEnd()
            if self.ledger.isDone { self.end(context) } else if self.ledger.isIdle { self.note(.idle) }
        }
        context.write(data, promise: sent)
    }

    private func note(_ use: ConnectionRegister.Use) {
        if let id { register.note(id, use) }
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
            let rejection = site.rejection(problem)
            var head = HTTPResponseHead(rejection.response.head)
            head.headers.replaceOrAdd(name: "connection", value: "close")
            context.write(wrapOutboundOut(.head(head)), promise: nil)
            context.write(wrapOutboundOut(.body(.byteBuffer(problem.document(of: rejection.id)))), promise: nil)
            writeEnd(wrapOutboundOut(.end(nil)), nil, context)
            context.flush()
            site.record(rejection, took: .zero, from: context.remoteAddress)
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
                context.channel.abort()
            } else {
                self.schedule(context)
            }
        }
        timer = (deadline, task)
    }
}
