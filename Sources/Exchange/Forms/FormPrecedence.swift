/// Which of several forms counts that recognise one input: that of the highest precedence.
package enum FormPrecedence: Comparable, Sendable {
    /// Known by a few names that tables of other forms have too: long CSV, a yearbook's table.
    case general
    /// Known by what is said beside the input, or by marks that no general table has.
    case marked
    /// Known by the header of a service, some of whose columns have the names of general ones and mean more.
    case service
}
