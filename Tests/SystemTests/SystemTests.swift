import Testing

/// The built programs as their users meet them: arguments, files and the network, nothing of the rooms' code.
///
/// Each test has folders and ports of its own, so that they run beside each other.
@Suite(.timeLimit(.minutes(10))) enum SystemTests {}
