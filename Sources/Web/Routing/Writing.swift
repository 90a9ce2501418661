internal import Config
internal import Exchange
internal import HummingbirdCore
internal import Reports

/// What a route does to the record, by POST, for whoever has a token for it.
struct Writing: Sendable {
    /// What it does.
    let title: String
    /// The query's parameters, others being an error.
    let parameters: [QueryParameter]
    /// Whether the request's body is a file, which is kept until it is whole.
    let takesFile: Bool
    /// The shape of what it answers where all is well.
    let answer: JSONShape
    /// Does it, and answers. It runs on the thread that all writing requests share.
    let handler: @Sendable (WriteRequest, Site) throws(Problem) -> Response
}

/// What a handler that writes needs of a request, checked.
struct WriteRequest: Sendable {
    /// The values of the pattern's parameters, by name.
    let path: [String: String]
    /// All values of the query's parameters, by name.
    let lists: [String: [String]]
    /// By which token it came.
    let token: WriteToken
    /// Who knows the tokens, and the settings.
    let gate: WriteGate
    /// The file that the body is; nil: none is wanted.
    let input: InputFile?
    /// The character set that the body's content type names; nil: it names none that is read.
    var encoding: ReadingOptions.Encoding?

    /// The value of a parameter.
    func value(_ parameter: QueryParameter) -> String? { lists[parameter.name]?.last }

    /// Whether a parameter says yes.
    func isSet(_ parameter: QueryParameter) -> Bool { value(parameter) == "true" }
}
