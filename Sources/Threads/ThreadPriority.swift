internal import Glibc

/// How much of a busy core this thread gets; on Linux each thread has its own, and one that it starts begins with the same.
public enum ThreadPriority {
    /// The niceness, from -20, which goes before all others, to 19.
    public static var niceness: Int32 { getpriority(thisThread, 0) }

    /// Lets others go first from now on, when this thread or one that it starts wants the same core.
    ///
    /// - Parameter steps: how much nicer the thread gets, at least 0: nobody needs a right for that. 19 is the most there is.
    public static func lower(by steps: Int32) {
        setpriority(thisThread, 0, niceness + steps)
    }

    private static var thisThread: __priority_which_t { __priority_which_t(PRIO_PROCESS.rawValue) }
}
