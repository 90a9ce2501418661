internal import HTTPTypes
internal import Pages
internal import Record
internal import Reports

extension Route {
    /// `/batches`: what came in, when, from which file.
    static let batchesPage = Route.page("/batches", title: "The record", chinese: "记录", from: .record) {
        (asked, context) throws(Problem) in
        BatchesPage(try asked.reading { try $0.batches() }, inbox: asked.inbox(), for: context)
    }

    /// `/batches/{id}`: a batch, and what it changed.
    static let batchPage = Route.page("/batches/{id}", title: "A batch", chinese: "批次", from: .record) {
        (asked, context) throws(Problem) in
        let name = asked.request.path["id"] ?? ""
        guard let id = Int(name) else {
            throw Problem(
                status: .notFound, detail: "There is no batch \"\(name)\".", chinese: "没有批次\"\(name)\"。")
        }
        return try asked.reading { view in
            BatchPage(
                try view.batch(id),
                changes: RecentChanges(
                    of: nil, changes: try RecentChanges.first(200, of: id, in: view), catalog: asked.catalog),
                for: context)
        }
    }
}
