import Testing

/// The built programs as their users meet them: arguments, files and the network, nothing of the rooms' code.
///
/// Each test has folders and ports of its own, so that they run beside each other. The limit ends one that hangs: it counts
/// from the start of all, and is far above what a machine needs that has other work.
@Suite(.timeLimit(.minutes(60))) enum SystemTests {}
