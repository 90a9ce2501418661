extension PageContext {
    /// Where that is found which a page leaves out; nothing where it shows all.
    ///
    /// - Parameters:
    ///   - count: how much is left out.
    ///   - list: the path of the API's list that has it.
    ///   - query: what is asked of that list.
    ///   - hasViewpoint: whether the list can be asked from another viewpoint.
    func rest(
        _ count: Int, of list: String, _ query: KeyValuePairs<String, String> = [:], hasViewpoint: Bool = true
    ) -> Markup {
        .when(
            count > 0,
            .tag(
                "p", ["class": "note"], .text(say("\(count) more are in the API: ", "其余\(count)个见API：")),
                .tag("a", ["href": callLink(list, query, hasViewpoint: hasViewpoint)], .text(list))))
    }
}
