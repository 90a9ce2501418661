internal import Formats
internal import Indicators

extension SettingsReader {
    /// Reads the keys of the section `inbox`.
    mutating func readInbox(_ section: YAMLMapping?, into draft: inout SettingsDraft) {
        guard let section else { return }
        if let entry = section["folders"] { draft.settings.inbox.folders = folders(entry, into: &draft) }
        if let entry = section["keep"], let duration = interval(entry) { draft.settings.inbox.keeps = duration }
        if let entry = section["keep_files"], let count = faults.whole(entry, in: InboxSettings.fileCounts) {
            draft.settings.inbox.keepsFiles = count
        }
    }

    private mutating func folders(_ entry: YAMLEntry, into draft: inout SettingsDraft) -> [InboxSettings.Folder] {
        let items = faults.items(entry, expected: "expected a list such as [{ path: /srv/inbox, name: bureau }]") ?? []
        var folders: [InboxSettings.Folder] = []
        for item in items {
            guard let folder = folder(item, into: &draft) else { continue }
            for other in folders where other.name == folder.name || other.path == folder.path {
                let value = other.name == folder.name ? folder.name : folder.path
                faults.add(
                    .duplicateValue, at: item.position, "folder \(value.quoted) stands twice", value: value,
                    expected: "expected each path and name once")
            }
            folders.append(folder)
        }
        return folders
    }

    private mutating func folder(_ item: YAMLNode, into draft: inout SettingsDraft) -> InboxSettings.Folder? {
        let keys = ["path", "name", "mapping", "form", "retract"]
        guard let parts = faults.mapping(item, of: "folders", at: item.position, keys: keys),
            let place = faults.required("path", in: parts, expected: "expected the folder's path"),
            let named = faults.required("name", in: parts, expected: "expected who records its files"),
            let path = faults.text(place), let name = faults.text(named)
        else { return nil }
        var folder = InboxSettings.Folder(path: CatalogPaths.resolve(path, besideFile: faults.file), name: name)
        if let entry = parts["mapping"], let mapping = faults.text(entry) {
            folder.mapping = mapping
            draft.mappingNames.append((mapping, entry.value.position))
        }
        if let entry = parts["form"], let form = faults.text(entry) {
            folder.form = form
            draft.formNames.append((form, entry.value.position))
        }
        folder.isRetraction = parts["retract"].flatMap { faults.flag($0) } ?? false
        return folder
    }

    /// Makes sure that the mappings and forms are there that settings name.
    ///
    /// - Parameter forms: the names of the forms that there are; nil: any name will do.
    mutating func requireNames(of draft: SettingsDraft, mappings: [String], forms: [String]?) {
        for (name, position) in draft.mappingNames where !mappings.contains(name) {
            faults.addUnknown(
                .unknownValue, at: position, "\(name.quoted) is no mapping of the catalog", value: name,
                known: mappings)
        }
        for (name, position) in draft.formNames where forms?.contains(name) == false {
            faults.addUnknown(
                .unknownValue, at: position, "\(name.quoted) is no form", value: name, known: forms ?? [])
        }
    }
}
