extension ObservationForm {
    /// The forms that are read, a line each. The first is the default: it says what is wrong with a file that is no text.
    public static let table = [
        ObservationForm("csv", title: "long CSV", reader: LongCSV())
    ]
}
