internal import Formats

extension JSONStat {
    /// The statuses of a dataset's values: one for all, an array beside them, or some by their places.
    struct Statuses {
        /// A status by its place.
        struct Entry {
            let place: Int
            /// Where it stands in the text.
            let offset: Int
            /// Its index among the texts.
            fileprivate let text: Int
            /// Whether it was asked for.
            fileprivate var isTaken = false
        }

        private var all: [UInt8] = []
        /// Of an array beside one of values: at the next status.
        private var array: JSONCursor?
        private var place = 0
        /// By place, ascending.
        private var entries: [Entry] = []
        /// The first entry that is not before the place that was asked for last.
        private var position = 0
        /// What the entries say, each text once.
        private var texts: [[UInt8]] = []

        /// Reads statuses; those beside an array of values as they are asked for.
        init(_ cursor: JSONCursor?, areInOrder: Bool) throws(JSONFault) {
            guard var cursor else { return }
            switch try cursor.kind() {
            case .text: all = try cursor.said()
            case .array where areInOrder: array = try cursor.beginArray() ? cursor : nil
            case .array:
                var found = Self()
                try cursor.array { (index, cursor) throws(JSONFault) in try found.add(index, &cursor) }
                self = found
            case .object:
                var found = Self()
                try cursor.object { (key, cursor) throws(JSONFault) in
                    guard let place = Int(key) else { return try cursor.skip() }
                    try found.add(place, &cursor)
                }
                found.sort()
                self = found
            case .number, .word: break
            }
        }

        private init() {}

        private mutating func add(_ place: Int, _ cursor: inout JSONCursor) throws(JSONFault) {
            let offset = cursor.offset
            let text = try cursor.said()
            guard !text.isEmpty else { return }
            // A dozen at most in any file.
            let known = texts.firstIndex(of: text) ?? texts.count
            if known == texts.count { texts.append(text) }
            entries.append(Entry(place: place, offset: offset, text: known))
        }

        private mutating func sort() {
            guard zip(entries, entries.dropFirst()).contains(where: { $0.place > $1.place }) else { return }
            entries.sort { ($0.place, $0.offset) < ($1.place, $1.offset) }
        }

        /// What the status of a value says.
        mutating func next(for index: Int) throws(JSONFault) -> [UInt8] {
            guard array == nil else { return try nextInOrder(index) }
            guard let entry = entry(at: index) else { return all }
            entries[entry].isTaken = true
            return texts[entries[entry].text]
        }

        /// The statuses that no value was asked for: of values that are not there.
        var left: [(entry: Entry, text: [UInt8])] {
            entries.filter { !$0.isTaken }.map { ($0, texts[$0.text]) }
        }

        private mutating func entry(at place: Int) -> Int? {
            // Most values come in order.
            if position > 0, entries[position - 1].place >= place {
                var range = 0..<position
                while !range.isEmpty {
                    let middle = (range.lowerBound + range.upperBound) / 2
                    range =
                        entries[middle].place < place ? middle + 1..<range.upperBound : range.lowerBound..<middle
                }
                position = range.lowerBound
            }
            while position < entries.count, entries[position].place < place { position += 1 }
            return position < entries.count && entries[position].place == place ? position : nil
        }

        /// The status of a value where the places are ascending.
        private mutating func nextInOrder(_ index: Int) throws(JSONFault) -> [UInt8] {
            guard var cursor = array else { return [] }
            array = nil
            while place < index {
                try cursor.skip()
                place += 1
                guard try cursor.nextElement() else { return [] }
            }
            guard place == index else { throw JSONFault(at: cursor.offset, "values that are not in order") }
            let status = try cursor.said()
            place += 1
            if try cursor.nextElement() { array = cursor }
            return status
        }
    }
}
