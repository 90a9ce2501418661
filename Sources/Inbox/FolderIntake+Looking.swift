internal import Config
internal import Indicators
internal import Reports

extension FolderIntake {
    /// Looks at all that is in the folder: what is whole gets into the queue.
    ///
    /// - Parameter isCounting: whether what was taken before is counted anew.
    mutating func look(at folder: OpenFolder, _ now: Timestamp, isCounting: Bool) throws(InboxFault) {
        let names = try folder.names().filter { !$0.isPassedOver && $0 != Self.doneName && $0 != Self.failedName }
        var seen: [FileName: Sighting] = [:]
        var wholes: [FileName] = []
        state.counts = [.failed: state.counts[.failed, default: 0]]
        state.oldest = nil
        for name in names {
            guard let status = folder.status(of: name) else { continue }
            var sighting = sightings[name] ?? Sighting(status: status, since: now)
            if let event = told[name] { sighting.event = event }
            if !status.isUnchanged(since: sighting.status) || now < sighting.since { sighting.since = now }
            sighting.status = status
            seen[name] = sighting
            let entryState = Self.state(of: sighting, isBlocked: blocked[name] != nil, at: now)
            state.counts[entryState, default: 0] += 1
            if entryState != .ignored || blocked[name] != nil {
                state.oldest = min(state.oldest ?? status.changed, status.changed)
            }
            if entryState == .waiting || blocked[name] != nil { wholes.append(name) }
        }
        sightings = seen
        told = [:]
        blocked = blocked.filter { seen[$0.key] != nil }
        queue = wholes.reversed()
        if isCounting { recount(in: folder) }
    }

    /// How far something in the folder has come. What is no file and no folder is taken too: to be refused.
    private static func state(of sighting: Sighting, isBlocked: Bool, at now: Timestamp) -> InboxEntry.State {
        if isBlocked || sighting.status.kind == .folder { return .ignored }
        guard sighting.status.kind == .file else { return .waiting }
        let isQuiet = now >= sighting.since.advanced(by: quiet)
        switch sighting.event {
        case .whole: return .waiting
        // A second name of a file is made without being written and closed.
        case .written where sighting.status.links > 1: return isQuiet ? .waiting : .writing
        case .written: return .writing
        case nil: return isQuiet ? .waiting : .writing
        }
    }

    /// Counts what was taken before, and what is in hand.
    mutating func recount(in folder: OpenFolder) {
        let kept = KeptFiles(in: folder)
        state.counts[.failed] = kept.failed.count
        state.done = kept.doneCount
        guard let taking = folder.folder(Self.takingName), let name = try? taking.names().first,
            let status = taking.status(of: name)
        else { return }
        state.counts[.waiting] = queue.count + 1
        state.oldest = min(state.oldest ?? status.changed, status.changed)
    }

    /// Writes why files are not taken, for whoever lists them; where that can't be written nobody is told.
    mutating func tellTroubles(in folder: OpenFolder) {
        var lines = blocked.map { ($0.key.shown, InboxEntry.State.ignored, $0.value) }
        if let trouble { lines.append(("", .waiting, trouble)) }
        for (name, sighting) in sightings where sighting.event == .written && sighting.status.kind == .file {
            lines.append((name.shown, .writing, "somebody writes it"))
        }
        let text = lines.sorted { $0.0 < $1.0 }
            .map { "\($0)\t\($1.rawValue)\t\($2.replacingControlCharacters())\n" }.joined()
        let bytes = Array(text.utf8)
        guard bytes != toldTroubles ?? [] else { return }
        if bytes.isEmpty {
            folder.remove(Self.troublesName)
        } else {
            try? folder.write(bytes, to: Self.troublesName)
        }
        toldTroubles = bytes
    }
}
