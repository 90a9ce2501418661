// On the hot path: benchmark `record` in Benchmarks/.

internal import Indicators

/// A reading of observations by a catalog: its indicators, regions, units and bounds.
///
/// Every row is checked, and every fault reported; what is given is valid and in the order of keys.
struct CatalogReading: ~Copyable, FieldChecking {
    let catalog: Catalog
    let options: ReadingOptions
    var diagnostics = Diagnostics()
    var account = ReadingAccount()
    var names: CatalogNames
    var texts = ByteTable()
    var order: StatementOrder
    var lastDate = LastDate()
    /// What the observation said of its series that was taken last; nil where that is wrong, or was not looked at.
    var series: KnownSeries?
    let defaultSource: Int32
    let thisYear: Int

    var file: String { options.file }
    var requiredFields: [ObservationField] { ObservationField.required(isRetraction: options.isRetraction) }
    var wantsMore: Bool { true }
    var adviceOnEncoding: String? {
        options.encoding != .gb18030
            ? "save the file as UTF-8; or if it is GB18030 (GBK), as Chinese spreadsheets save it, give --encoding gb18030"
            : nil
    }

    /// A reading of one input.
    ///
    /// - Parameter chunkSize: how many rows are held at once.
    init(catalog: Catalog, options: ReadingOptions, chunkSize: Int = StatementOrder.chunkSize) {
        self.catalog = catalog
        self.options = options
        thisYear = options.today.parts.year
        names = CatalogNames(catalog)
        order = StatementOrder(catalog, chunkSize: chunkSize)
        defaultSource = Int32(texts.intern(options.source.utf8.span))
    }

    /// What an observation says of its series, looked up once for all that come behind it.
    struct KnownSeries {
        let indicator: Int
        /// In the order of keys.
        let rank: Int32
        let shift: Int
        let published: CalendarDate?
        let source: Int32
        let note: Int32
    }

    func identity(of name: String, as field: ObservationField) -> Int? {
        switch field {
        case .indicator:
            let found = names.indicatorNames.named(name)
            return found.count == 1 ? found[0] : nil
        case .region:
            let found = names.regionNames.named(name).positions
            return found.count == 1 ? found[0] : nil
        case .unit: return names.unit(named: name)?.hashValue
        case .period, .value, .status, .bound, .source, .sourceDate, .note: return name.hashValue
        }
    }

    /// The valid rows in order, once all were taken.
    mutating func finish(_ disagreements: inout Disagreements) throws -> any StatementSource {
        let mayDisagree = !order.isStrictlyOrdered
        let statements = try order.finish(texts: texts.texts)
        if mayDisagree { try statements.forEachStretch { disagreements.find(in: $0) } }
        return statements
    }
}
