public import Indicators

/// The codes of what an input can be refused for or doubted: stable, because scripts name them. Those of quotes and bytes are
/// `CSVFault.Kind`, those of guards `SeriesGuard`.
extension Diagnostic.Code {
    /// The file is empty.
    static let emptyFile: Self = "empty_file"
    /// The file cannot be read.
    public static let unreadableFile: Self = "unreadable_file"
    /// The file is in no form that is known.
    static let unknownForm: Self = "unknown_form"
    /// The file can be read in two forms; `--format` says which it is.
    static let ambiguousForm: Self = "ambiguous_form"
    /// The file has a header and no rows.
    static let noRows: Self = "no_rows"
    /// The file is no text.
    static let binaryFile: Self = "binary_file"
    /// Bytes that the encoding does not have.
    static let wrongEncoding: Self = "wrong_encoding"
    /// Bytes that are no UTF-8 were read as GB18030: a warning.
    static let assumedEncoding: Self = "assumed_encoding"
    /// A gzip file or a workbook that is cut or damaged, or unpacks to more than is read.
    static let damagedFile: Self = "damaged_file"
    /// A text in JSON that is cut, damaged, or made otherwise than its form.
    static let badJSON: Self = "bad_json"
    /// A file of more bytes than its form is read with.
    static let tooLarge: Self = "too_large"
    /// The columns are separated by something that is not read.
    static let wrongSeparator: Self = "wrong_separator"
    /// A figure of an indicator that is derived from others.
    static let derivedIndicator: Self = "derived_indicator"
    /// A required column is missing.
    static let missingColumn: Self = "missing_column"
    /// Two columns of one meaning.
    static let doubledColumn: Self = "doubled_column"
    /// A column whose name is that of a known one but for a letter.
    static let misspeltColumn: Self = "misspelt_column"
    /// A column that is not known and not read: a warning, or an error where it changes what rows say.
    static let unknownColumn: Self = "unknown_column"
    /// A field that the file says otherwise than `--set`.
    static let alreadySaid: Self = "already_said"
    /// A dimension of several values, of which nothing says what they mean.
    static let openDimension: Self = "open_dimension"
    /// A figure that is not free for publication.
    static let confidential: Self = "confidential"
    /// An action of SDMX-CSV that is none of I A M R D.
    static let unknownAction: Self = "unknown_action"
    /// A deletion of less than a figure; or of more than one, which was not allowed or stands below rows that say them anew.
    static let deletesAll: Self = "deletes_all"
    /// A row that is the header again.
    static let repeatedHeader: Self = "repeated_header"
    /// A row with more or fewer fields than the header.
    static let rowLength: Self = "row_length"
    /// No indicator, or no region, in a file of `--from`.
    static let missingName: Self = "missing_name"
    /// An indicator that the catalog does not have.
    static let unknownIndicator: Self = "unknown_indicator"
    /// A region that the catalog does not have.
    static let unknownRegion: Self = "unknown_region"
    /// What a table says nowhere of its figures.
    static let missingField: Self = "missing_field"
    /// A name that two indicators or two regions have.
    static let ambiguousName: Self = "ambiguous_name"
    /// A region that was read though its name has another kind of division behind it: a warning.
    static let assumedRegion: Self = "assumed_region"
    /// A period that is no year of four digits.
    static let badPeriod: Self = "bad_period"
    /// A year after this one with a status that is no forecast.
    static let futurePeriod: Self = "future_period"
    /// A value that is no decimal number, or beyond what a number can hold.
    static let badValue: Self = "bad_value"
    /// Neither a value nor a status that says that no figure exists.
    static let missingValue: Self = "missing_value"
    /// A value beside a status that says that no figure exists.
    static let unexpectedValue: Self = "unexpected_value"
    /// A value outside of the indicator's minimum and maximum.
    static let outOfBounds: Self = "out_of_bounds"
    /// No unit.
    static let missingUnit: Self = "missing_unit"
    /// A unit that is not known.
    static let unknownUnit: Self = "unknown_unit"
    /// A unit of another dimension than the indicator's.
    static let wrongUnit: Self = "wrong_unit"
    /// A status that is none of the 20 codes.
    static let unknownStatus: Self = "unknown_status"
    /// A bound that is none of the six.
    static let unknownBound: Self = "unknown_bound"
    /// A date that does not exist, or is not written as `YYYY-MM-DD`.
    static let badDate: Self = "bad_date"
    /// A date after today.
    static let futureDate: Self = "future_date"
    /// Rows of one key of which some have a date and others none.
    static let mixedDates: Self = "mixed_dates"
    /// Rows of one key and date that say different things.
    static let conflictingRows: Self = "conflicting_rows"
    /// A retraction that takes back nothing that is in force: a warning.
    public static let idleRetraction: Self = "idle_retraction"
    /// With `--together`: the file is right, and another one is not.
    public static let notTogether: Self = "not_together"
    /// A row of a series that the token which the file was pushed with may not write.
    public static let notPermitted: Self = "not_permitted"
}
