public import Indicators

/// What SDMX-CSV of our figures is made of: the dataflow, its data structure and its code lists, as SDMX-JSON 2.0.
///
/// The statuses and the frequency are those of the code lists `CL_OBS_STATUS` and `CL_FREQ` of SDMX.
public struct SDMXStructure {
    /// What a component is in the data structure.
    enum Part {
        case dimension, time, measure, attribute
    }

    static let agency = "MOSAIC"
    static let version = "1.0.0"
    /// The dataflow by agency, id and version.
    static let dataflow = "\(agency):FIGURES(\(version))"

    /// The columns of our SDMX-CSV, in order.
    static let components: [(id: String, part: Part, list: String?)] = [
        ("FREQ", .dimension, "CL_FREQ"), ("INDICATOR", .dimension, "CL_INDICATOR"),
        ("REF_AREA", .dimension, "CL_AREA"), ("TIME_PERIOD", .time, nil), ("OBS_VALUE", .measure, nil),
        ("UNIT_MEASURE", .attribute, nil), ("OBS_STATUS", .attribute, "CL_OBS_STATUS"),
        ("BOUND", .attribute, "CL_BOUND"), ("SOURCE", .attribute, nil), ("SOURCE_DATE", .attribute, nil),
        ("OBS_COMMENT", .attribute, nil),
    ]

    let catalog: Catalog

    /// The structure of a catalog's figures.
    public init(_ catalog: Catalog) { self.catalog = catalog }
}
