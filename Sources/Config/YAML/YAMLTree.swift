internal import Formats
internal import Indicators
internal import Yams

/// Turns nodes of Yams into ours, and reports those that none of our readers could accept.
struct YAMLTree {
    /// How many nodes a file may have and how deep they may nest. Aliases can make many nodes of few bytes.
    static let nodeLimit = 200_000
    static let depthLimit = 32

    /// The real names of masked keys, by the mask.
    let maskedKeys: [String: String]
    private var nodeCount = 0
    private var isTooLarge = false
    private var reported: Set<TextPosition> = []

    init(maskedKeys: [String: String]) {
        self.maskedKeys = maskedKeys
    }

    /// The tree of a node; nil, with the fault noted, if it is too large.
    mutating func node(of root: Node, faults: inout FileFaults) -> YAMLNode? {
        let tree = node(of: root, depth: 0, faults: &faults)
        guard !isTooLarge else {
            faults.add(
                .badYAML, at: tree.position, "the document is too large",
                expected: "expected at most \(Self.nodeLimit) values, nested at most \(Self.depthLimit) deep")
            return nil
        }
        return tree
    }

    private mutating func node(of node: Node, depth: Int, faults: inout FileFaults) -> YAMLNode {
        let position = Self.position(of: node)
        nodeCount += 1
        isTooLarge = isTooLarge || nodeCount > Self.nodeLimit || depth > Self.depthLimit
        if isTooLarge { return YAMLNode(position: position, content: .null) }
        switch node {
        case .scalar(let scalar):
            return YAMLNode(position: position, content: Self.content(of: scalar))
        case .sequence(let sequence):
            var items: [YAMLNode] = []
            items.reserveCapacity(sequence.count)
            for item in sequence { items.append(self.node(of: item, depth: depth + 1, faults: &faults)) }
            return YAMLNode(position: position, content: .sequence(items))
        case .mapping(let mapping):
            return YAMLNode(position: position, content: .mapping(entries(of: mapping, depth: depth, faults: &faults)))
        case .alias:
            return YAMLNode(position: position, content: .null)
        }
    }

    /// The entries. Of those with one key the first counts.
    private mutating func entries(of mapping: Node.Mapping, depth: Int, faults: inout FileFaults) -> [YAMLEntry] {
        var entries: [YAMLEntry] = []
        entries.reserveCapacity(mapping.count)
        var positions: [String: TextPosition] = [:]
        for (key, value) in mapping {
            let position = Self.position(of: key)
            let value = node(of: value, depth: depth + 1, faults: &faults)
            guard case .scalar(let scalar) = key else {
                if reported.insert(position).inserted {
                    faults.add(.wrongType, at: position, "a key that is no name", expected: "expected a name")
                }
                continue
            }
            let name = maskedKeys[scalar.string] ?? scalar.string
            if let first = positions[name] {
                guard reported.insert(position).inserted else { continue }
                faults.add(
                    .duplicateKey, at: position, "key `\(name)` stands twice, first at \(first)", value: name,
                    expected: "expected it once")
            } else {
                positions[name] = position
                entries.append(YAMLEntry(key: name, position: position, value: value))
            }
        }
        return entries
    }

    private static func content(of scalar: Node.Scalar) -> YAMLNode.Content {
        let isPlain = scalar.style == .plain || scalar.style == .any
        guard isPlain else { return .scalar(scalar.string, isPlain: false) }
        let isNull = ["", "~", "null", "Null", "NULL"].contains(scalar.string)
        return isNull ? .null : .scalar(scalar.string, isPlain: true)
    }

    private static func position(of node: Node) -> TextPosition {
        TextPosition(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    }
}
