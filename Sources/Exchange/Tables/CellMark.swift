/// What is done to the cells of a table, and counted: a row each of a table in docs/files.md.
enum CellMark: Int, CaseIterable, Sendable {
    case empty
    case none
    case footnote
    case thousands
    case fullWidth
    case status
    case merged

    /// What was met and what was done, as the counts are told.
    var words: String {
        switch self {
        case .empty: "empty cells, which say nothing"
        case .none: "cells with a mark for no figure, status O"
        case .footnote: "footnote marks, taken away"
        case .thousands: "numbers whose thousands were parted"
        case .fullWidth: "numbers in full-width digits"
        case .status: "statuses in brackets"
        case .merged: "rows whose first cell is blank, read as the one above"
        }
    }
}
