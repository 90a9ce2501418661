import Commands
import Daemon

/// Both programs in one, as they are installed: a link by the service's name is the service, and what they share is there once.
@main
enum Main {
    static func main() {
        let name = CommandLine.arguments.first?.split(separator: "/").last
        if name == ServiceProgram.name[...] { ServiceProgram.main() }
        CommandLineProgram.main()
    }
}
