/// The version of both programs.
public enum MosaicVersion {
    /// Semantic version; CHANGELOG.md tells them apart.
    public static let current = "0.1.0"
}
