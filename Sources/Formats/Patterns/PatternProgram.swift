/// A pattern as a machine that is in several of its steps at once: of all of them it goes on with each scalar.
struct PatternProgram: Sendable {
    private enum Step: Sendable {
        case scalar(Int)
        case fork(Int, Int)
        case jump(Int)
        case place(PatternPlace)
        case match
    }

    /// The most steps, and the parts of their sets; a larger pattern is refused.
    static let sizeLimit = 5_000

    private var steps: [Step] = []
    private var sets: [ScalarSet] = []
    private var size = 0

    /// The machine of a pattern.
    ///
    /// - Throws: `RemoteReadFault.badPattern` if it would be too large.
    init(_ node: PatternNode, of pattern: String) throws(RemoteReadFault) {
        do throws(TooLarge) {
            try append(node)
            try add(.match)
        } catch {
            throw .badPattern(
                "the regular expression \"\(pattern.prefix(60))\" is too large; expected fewer or shorter repetitions")
        }
    }

    /// Whether all of a text matches.
    func matches(_ text: String) -> Bool {
        var (current, next) = (StepSet(steps.count), StepSet(steps.count))
        var previous: Unicode.Scalar?
        var scalars = text.unicodeScalars.makeIterator()
        var scalar = scalars.next()
        follow(0, into: &current, between: previous, scalar)
        while let read = scalar {
            if current.members.isEmpty { return false }
            scalar = scalars.next()
            previous = read
            next.removeAll()
            for step in current.members {
                guard case .scalar(let set) = steps[step], sets[set].contains(read) else { continue }
                follow(step + 1, into: &next, between: previous, scalar)
            }
            swap(&current, &next)
        }
        return current.members.contains { if case .match = steps[$0] { true } else { false } }
    }

    /// Adds a step and all that are reached from it without a scalar.
    private func follow(
        _ start: Int, into set: inout StepSet, between previous: Unicode.Scalar?, _ following: Unicode.Scalar?
    ) {
        var open = [start]
        while let step = open.popLast() {
            guard set.insert(step) else { continue }
            switch steps[step] {
            case .fork(let one, let other): open += [other, one]
            case .jump(let target): open.append(target)
            case .place(let place):
                if place.isBetween(previous, following) { open.append(step + 1) }
            case .scalar, .match: break
            }
        }
    }

    private struct TooLarge: Error {}

    private mutating func add(_ step: Step, size cost: Int = 1) throws(TooLarge) {
        size += cost
        guard size <= Self.sizeLimit else { throw TooLarge() }
        steps.append(step)
    }

    private mutating func append(_ node: PatternNode) throws(TooLarge) {
        switch node {
        case .empty: break
        case .scalar(let set):
            try add(.scalar(sets.count), size: 1 + set.size)
            sets.append(set)
        case .sequence(let nodes):
            for node in nodes { try append(node) }
        case .alternatives(let nodes):
            var ends: [Int] = []
            for node in nodes.dropLast() {
                let fork = steps.count
                try add(.fork(fork + 1, fork))
                try append(node)
                ends.append(steps.count)
                try add(.jump(0))
                steps[fork] = .fork(fork + 1, steps.count)
            }
            if let last = nodes.last { try append(last) }
            for end in ends { steps[end] = .jump(steps.count) }
        case .repetition(let node, let least, let most):
            for _ in 0..<least {
                let count = steps.count
                try append(node)
                // Nothing, repeated, is nothing: no thousandfold of it is gone through.
                if steps.count == count { break }
            }
            guard let most else {
                let fork = steps.count
                try add(.fork(fork + 1, fork))
                try append(node)
                try add(.jump(fork))
                steps[fork] = .fork(fork + 1, steps.count)
                return
            }
            var forks: [Int] = []
            for _ in least..<max(least, most) {
                forks.append(steps.count)
                try add(.fork(steps.count + 1, steps.count))
                try append(node)
            }
            for fork in forks { steps[fork] = .fork(fork + 1, steps.count) }
        case .place(let place): try add(.place(place))
        }
    }
}

/// A set of steps, each once, which is emptied at no cost.
private struct StepSet {
    private(set) var members: [Int] = []
    private var positions: [Int]

    init(_ count: Int) { positions = [Int](repeating: 0, count: count) }

    /// Adds a step; whether it is new.
    mutating func insert(_ step: Int) -> Bool {
        let position = positions[step]
        if position < members.count, members[position] == step { return false }
        positions[step] = members.count
        members.append(step)
        return true
    }

    mutating func removeAll() { members.removeAll(keepingCapacity: true) }
}

extension PatternPlace {
    /// Whether it is between two scalars; nil: the text starts or ends there.
    fileprivate func isBetween(_ previous: Unicode.Scalar?, _ following: Unicode.Scalar?) -> Bool {
        switch self {
        case .textStart: return previous == nil
        case .textEnd: return following == nil
        case .lineStart: return previous == nil || previous == "\n"
        case .lineEnd: return following == nil || following == "\n"
        case .wordBoundary, .noWordBoundary:
            let isBoundary =
                (previous.map(ScalarSet.word.contains) ?? false) != (following.map(ScalarSet.word.contains) ?? false)
            if case .wordBoundary = self { return isBoundary }
            return !isBoundary
        }
    }
}
