import Testing

/// The built programs as their users meet them: arguments, files and the network, nothing of the rooms' code.
///
/// One test at a time: they start services, wait for them and share the machine's ports.
@Suite(.serialized, .timeLimit(.minutes(5))) enum SystemTests {}
