/// A file that somebody publishes at an address, and how it is got.
public struct FetchSource: Hashable, Sendable {
    /// The source's name: who is noted as having recorded what it publishes.
    public let name: String
    /// Where it is: `https://…`, or `http://…`.
    public var address: String
    /// The name of the file's form; nil: it tells its own.
    public var form: String?
    /// The name of the catalog's mapping by which it is read; nil: one that matches.
    public var mapping: String?
    /// What the request says besides.
    public var headers: [HeaderField] = []
    /// The file whose lines are further fields, for the source's own host alone; nil: there is none.
    public var secretHeaders: String?
    /// The file of who may have signed the host's certificate; nil: whom the system trusts.
    public var authorities: String?
    /// The most bytes that it may have, packed or not.
    public var mostBytes = 100_000_000
    /// How long getting it may take.
    public var within: Duration = .seconds(600)

    /// A source at an address.
    public init(name: String, address: String) {
        self.name = name
        self.address = address
    }

    /// The inbox that its files are put into, beside the record at a place.
    public func inbox(ofRecordAt place: String) -> InboxSettings.Folder {
        let path = InboxSettings.folder(named: "\(InboxSettings.standardName)-\(name)", besideRecordAt: place)
        return InboxSettings.Folder(path: path, name: name, mapping: mapping, form: form, isMade: true)
    }
}

extension MosaicConfiguration {
    /// The folders of a service on the record at a place: the settings' own, and one for each source that is fetched.
    public func inboxes(ofRecordAt place: String) -> [InboxSettings.Folder] {
        settings.inbox.folders(ofRecordAt: place) + sources.map { $0.inbox(ofRecordAt: place) }
    }
}
