internal import Config
internal import Synchronization

/// Settings, catalog and mappings as they hold now: those of the start, or of the last reload that had no fault.
final class ConfigurationInForce: Sendable {
    private let state: Mutex<MosaicConfiguration>

    init(_ configuration: MosaicConfiguration) { state = Mutex(configuration) }

    /// What holds now.
    var current: MosaicConfiguration { state.withLock { $0 } }

    /// Lets another one hold.
    func take(_ configuration: MosaicConfiguration) { state.withLock { $0 = configuration } }
}
