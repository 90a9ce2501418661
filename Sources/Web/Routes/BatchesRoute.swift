internal import Formats
internal import HTTPTypes
internal import Record
internal import Reports

extension Route {
    /// `/api/v1/batches`: what was recorded, by whom, from what, as `mosaic batches --json` tells it.
    static let batches = Route.list(
        "/api/v1/batches", title: "Batches of the record", chinese: "记录的批次", of: .batch, parameters: [.sha256],
        from: .record,
        writing: .push
    ) { (asked, page) throws(Problem) in
        let digest = asked.request.value(.sha256)?.lowercased()
        let last = page.takeAfter()?.first.flatMap { Int($0) } ?? 0
        page.append(try asked.reading { try $0.batches(after: last) }) {
            [String($0.id)]
        } where: {
            digest == nil || $0.input?.sha256.hexadecimal == digest
        } _: {
            JSONValue($0)
        }
    }

    /// `/api/v1/batches/{id}/undo`: voids a batch.
    static let undo = Route(
        "/api/v1/batches/{id}/undo", title: "Void a batch by another", chinese: "以另一批撤销某批", answer: .document,
        writing: .undo, [:])

    /// `/api/v1/batches/{id}`: one batch, as `mosaic batches show ID --json` tells it.
    static let batch = Route.list(
        "/api/v1/batches/{id}", title: "A batch of the record", chinese: "记录的一批", of: .batch, parameters: [],
        from: .record
    ) { (asked, page) throws(Problem) in
        let name = asked.request.path["id"] ?? ""
        guard let id = Int(name) else { throw Problem(status: .notFound, detail: "There is no batch \"\(name)\".") }
        page.append(JSONValue(try asked.reading { try $0.batch(id) }))
    }
}
