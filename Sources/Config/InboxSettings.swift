/// Which folders are emptied into the record, and how long is kept what became of their files.
public struct InboxSettings: Hashable, Sendable {
    /// The folders; nil: one, `inbox` beside the record.
    public var folders: [Folder]?
    /// How long files that were taken are kept, with their reports.
    public var keeps: Duration = .seconds(400 * 86_400)
    /// So many files of a folder are kept at most, the newest: recorded ones, and as many that failed.
    public var keepsFiles = 10_000

    /// The range of ``keepsFiles``.
    public static let fileCounts = 1...1_000_000

    /// Settings that say nothing.
    public init() {}

    /// A folder whose files are recorded.
    public struct Folder: Hashable, Sendable {
        /// Where it is, relative to the working directory or absolute.
        public var path: String
        /// Who records what is put there, and the folder's name.
        public var name: String
        /// The name of the catalog's mapping by which its files are read; nil: one that matches.
        public var mapping: String?
        /// The name of its files' form; nil: each tells its own.
        public var form: String?
        /// Whether its files take back what they say.
        public var isRetraction: Bool
        /// Whether it is made where it is missing: it lies beside the record, and is named by nobody.
        public var isMade: Bool

        /// A folder of some name.
        public init(
            path: String, name: String, mapping: String? = nil, form: String? = nil, isRetraction: Bool = false,
            isMade: Bool = false
        ) {
            (self.path, self.name, self.mapping, self.form) = (path, name, mapping, form)
            (self.isRetraction, self.isMade) = (isRetraction, isMade)
        }
    }

    /// The name of the folder that is there without being asked for.
    public static let standardName = "inbox"

    /// The folders of a service on the record at a place.
    public func folders(ofRecordAt place: String) -> [Folder] {
        let name = Self.standardName
        return folders
            ?? [Folder(path: Self.folder(named: name, besideRecordAt: place), name: name, isMade: true)]
    }

    /// Where a folder is that no settings name. Beside a record on a server there is no place: then it is in the state directory.
    static func folder(named name: String, besideRecordAt place: String) -> String {
        let path = place.contains("://") ? "/var/lib/mosaic/mosaic.db" : place
        return CatalogPaths.resolve(name, besideFile: path)
    }
}
