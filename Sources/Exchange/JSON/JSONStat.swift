internal import Formats
internal import Indicators

/// JSON-stat 2.0: a cube, its values one after the other, the last dimension the fastest.
struct JSONStat: JSONForm {
    /// The datasets of the text, all of the same dimensions.
    struct Content {
        var datasets: [Dataset] = []
    }

    /// A dataset.
    struct Dataset {
        /// The ids of the dimensions.
        var ids: [String] = []
        var sizes: [Int] = []
        /// By dimension: the codes of its categories, in order.
        var codes: [String: [[UInt8]]] = [:]
        /// By role: the dimensions that have it.
        var roles: [String: [String]] = [:]
        /// At the values, and at the statuses.
        var values: JSONCursor?
        var statuses: JSONCursor?

        /// The categories of a dimension by its index.
        func categories(_ dimension: Int) -> [[UInt8]] { codes[ids[dimension]] ?? [] }
    }

    func recognises(_ head: FormHead) -> Bool {
        JSONText.begins(head, with: "{", having: ["\"class\"", "\"dimension\""])
            && !JSONText.begins(head, with: "{", having: ["\"dataSets\""])
    }

    func content(of text: JSONCursor) throws(JSONFault) -> Content {
        var (cursor, content) = (text, Content())
        try Self.read(&cursor, into: &content)
        try cursor.finish()
        guard let first = content.datasets.first else { throw JSONFault(at: 0, "lacks id, size or value of a dataset") }
        for other in content.datasets where other.ids != first.ids {
            throw JSONFault(at: 0, "has datasets of different dimensions")
        }
        return content
    }

    /// Reads a dataset, or the datasets of a collection.
    private static func read(_ cursor: inout JSONCursor, into content: inout Content) throws(JSONFault) {
        var dataset = Dataset()
        let start = cursor.offset
        try cursor.object { (key, cursor) throws(JSONFault) in
            switch key {
            case "id": try cursor.array { (_, cursor) throws(JSONFault) in dataset.ids.append(try cursor.text()) }
            case "size":
                try cursor.array { (_, cursor) throws(JSONFault) in dataset.sizes.append(try cursor.whole() ?? 0) }
            case "role":
                try cursor.object { (role, cursor) throws(JSONFault) in
                    try cursor.array { (_, cursor) throws(JSONFault) in
                        dataset.roles[role, default: []].append(try cursor.text())
                    }
                }
            case "dimension": try readDimensions(&cursor, into: &dataset)
            case "value":
                dataset.values = cursor
                try cursor.skip()
            case "status":
                dataset.statuses = cursor
                try cursor.skip()
            case "link":
                try cursor.object { (key, cursor) throws(JSONFault) in
                    guard key == "item" else { return try cursor.skip() }
                    try cursor.array { (_, cursor) throws(JSONFault) in try read(&cursor, into: &content) }
                }
            default: try cursor.skip()
            }
        }
        guard dataset.values != nil else { return }
        guard !dataset.ids.isEmpty, dataset.ids.count == dataset.sizes.count else {
            throw JSONFault(at: start, "lacks id or size of a dataset")
        }
        for (index, id) in dataset.ids.enumerated() where dataset.categories(index).count != dataset.sizes[index] {
            let found = dataset.categories(index).count
            throw JSONFault(at: start, "dimension \(id) has \(found) categories, and size \(dataset.sizes[index])")
        }
        content.datasets.append(dataset)
    }

    private static func readDimensions(_ cursor: inout JSONCursor, into dataset: inout Dataset) throws(JSONFault) {
        try cursor.object { (id, cursor) throws(JSONFault) in
            try cursor.object { (key, cursor) throws(JSONFault) in
                guard key == "category" else { return try cursor.skip() }
                try cursor.object { (key, cursor) throws(JSONFault) in
                    switch key {
                    case "index": dataset.codes[id] = try categories(&cursor)
                    // A dimension of one category may have but its label.
                    case "label" where dataset.codes[id] == nil:
                        try cursor.object { (code, cursor) throws(JSONFault) in
                            if dataset.codes[id] == nil { dataset.codes[id] = [Array(code.utf8)] }
                            try cursor.skip()
                        }
                    default: try cursor.skip()
                    }
                }
            }
        }
    }

    /// The codes of a dimension in order: an array of them, or their places by code.
    private static func categories(_ cursor: inout JSONCursor) throws(JSONFault) -> [[UInt8]] {
        var codes: [[UInt8]] = []
        if case .array = try cursor.kind() {
            try cursor.array { (_, cursor) throws(JSONFault) in codes.append(Array(try cursor.text().utf8)) }
            return codes
        }
        var places: [(place: Int, code: String)] = []
        try cursor.object { (code, cursor) throws(JSONFault) in places.append((try cursor.whole() ?? 0, code)) }
        return places.sorted { $0.place < $1.place }.map { Array($0.code.utf8) }
    }

    func components(of content: Content) -> [Component] {
        guard let dataset = content.datasets.first else { return [] }
        return dataset.ids.map { id in
            let isTime = dataset.roles["time"]?.contains(id) == true
            let isPlace = dataset.roles["geo"]?.contains(id) == true
            let known: Component.Role = isTime ? .field(.period) : isPlace ? .field(.region) : .dimension
            return Component(name: id, role: known == .dimension ? Self.names[id.lowercased()] ?? known : known)
        } + [Component(name: "value", role: .field(.value)), Component(name: "status", role: .flags)]
    }

    private static let names: [String: Component.Role] = [
        "geo": .field(.region), "ref_area": .field(.region), "time": .field(.period), "time_period": .field(.period),
        "unit": .field(.unit), "unit_measure": .field(.unit),
    ]

    func values(_ component: Int, of content: Content) -> [String] {
        guard let dataset = content.datasets.first, component < dataset.ids.count else { return [] }
        return dataset.categories(component).map { String(decoding: $0, as: UTF8.self) }
    }

    func forEach(
        _ content: Content, _ rows: inout MappedRows<KeyedRow>, _ body: (inout MappedRows<KeyedRow>) -> Void
    ) throws(JSONFault) {
        for dataset in content.datasets { try forEach(dataset, &rows, body) }
    }

    private func forEach(
        _ content: Dataset, _ rows: inout MappedRows<KeyedRow>, _ body: (inout MappedRows<KeyedRow>) -> Void
    ) throws(JSONFault) {
        guard var values = content.values else { return }
        let categories = content.ids.indices.map { content.categories($0) }
        var count = 1
        for size in content.sizes {
            let (product, isTooLarge) = count.multipliedReportingOverflow(by: size)
            if isTooLarge { throw JSONFault(at: 0, "has more values than a number can count") }
            count = product
        }
        let isArray = try values.kind() == .array
        var statuses = try Statuses(content.statuses, areInOrder: isArray)
        func set(_ index: Int, _ value: Range<Int>, _ rows: inout MappedRows<KeyedRow>) {
            var rest = index
            for dimension in categories.indices.reversed() {
                let size = content.sizes[dimension]
                rows.row.texts[dimension] = categories[dimension][rest % size]
                rest /= size
            }
            rows.row.step(to: value)
            body(&rows)
        }
        func take(
            _ index: Int, _ value: Range<Int>?, at offset: Int, _ rows: inout MappedRows<KeyedRow>
        ) throws(JSONFault) {
            guard index >= 0, index < count else { throw JSONFault(at: offset, "more values than the sizes say") }
            rows.row.texts[categories.count + 1] = try statuses.next(for: index)
            set(index, value ?? offset..<offset, &rows)
        }
        if isArray {
            try values.array { (index, cursor) throws(JSONFault) in
                let offset = cursor.offset
                try take(index, try cursor.scalar(), at: offset, &rows)
            }
        } else {
            try values.object { (key, cursor) throws(JSONFault) in
                guard let index = Int(key) else { throw JSONFault(at: cursor.offset, "a value without a place") }
                let offset = cursor.offset
                try take(index, try cursor.scalar(), at: offset, &rows)
            }
        }
        // Sparse values leave out what is missing; its status says why.
        for (entry, text) in statuses.left {
            guard entry.place >= 0, entry.place < count else {
                throw JSONFault(at: entry.offset, "more statuses than the sizes say")
            }
            rows.row.texts[categories.count + 1] = text
            set(entry.place, entry.offset..<entry.offset, &rows)
        }
    }
}
