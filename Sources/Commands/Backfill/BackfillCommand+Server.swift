internal import ArgumentParser
internal import Client
internal import Exchange
internal import Foundation
internal import Indicators
internal import Intake
internal import Record
internal import Reports

extension BackfillCommand {
    /// Sends the files to a service, one after the other, and tells what it says of each.
    func send(to client: ServiceClient, in world: World) throws {
        try world.reader.requireForm(named: reading.format)
        let progress = ProgressLine(console: world.console)
        defer { progress.end() }
        var worst = ExitStatus.done
        for file in files {
            worst = max(worst, try send(file, to: client, progress, in: world))
        }
        if worst != .done { throw CommandFailure(worst, lines: []) }
    }

    private func send(
        _ file: String, to client: ServiceClient, _ progress: ProgressLine, in world: World
    ) throws -> ExitStatus {
        let input: InputFile
        do throws(InputError) {
            input = try InputFile(file).whole()
        } catch {
            // As the door tells it.
            try tell(IntakeReport(error), on: world.console)
            return ExitStatus(error)
        }
        func push(_ asked: [URLQueryItem]) throws -> ServiceAnswer {
            let answer = try WaitedTask.result { count in
                let size = input.size ?? 0
                if count < size { progress.show(file, read: count, of: size) } else { progress.showSent(file) }
            } _: { (sent) async throws(ClientFault) in
                try await client.push(input, asked, sent: sent)
            }
            progress.end()
            return answer
        }
        let asked = try asked()
        var answer = try push(asked)
        if let question = answer.question, isAsking(on: world.console), question.isAnswered(on: world.console) {
            answer = try push(asked + [URLQueryItem(name: "allow", value: SeriesGuard.revision.rawValue)])
        }
        guard !json else {
            try world.console.write(answer.json)
            return answer.status
        }
        for line in answer.notes { world.console.tell(line) }
        let encoding = answer.encoding.flatMap { ReadingOptions.Encoding(rawValue: $0) }
        world.console.tell(answer.diagnostics, of: input, encoding: encoding)
        for line in answer.lines { try world.console.write(line: line) }
        return answer.status
    }

    /// The options as a service takes them. `docs/push.md` has their names.
    private func asked() throws(CommandFailure) -> [URLQueryItem] {
        var asked: [URLQueryItem] = []
        func add(_ name: String, _ value: String?) {
            if let value { asked.append(URLQueryItem(name: name, value: value)) }
        }
        add("dry_run", dryRun ? "true" : nil)
        add("retract", retract ? "true" : nil)
        add("published", published.map { "\($0)" })
        add("format", reading.format)
        add("encoding", reading.encoding?.rawValue)
        add("decimal", reading.decimal?.rawValue)
        add("sheet", reading.sheet)
        add("mapping", reading.mapping)
        for (field, value) in try GivenField.values(reading.set).sorted(by: { $0.key.column < $1.key.column }) {
            add("set", "\(field.column)=\(value)")
        }
        for allowance in allow { add("allow", allowance.word) }
        return asked
    }

    /// Makes sure that nothing is asked for that only this machine can do.
    func requireSendable() throws {
        guard server.server != nil else { return }
        try record.requireNone(beside: "--server")
        if together { throw ValidationError("--server records each file by itself; leave out --together") }
        if draftMapping { throw ValidationError("--draft-mapping is made on this machine; leave out --server") }
    }
}
