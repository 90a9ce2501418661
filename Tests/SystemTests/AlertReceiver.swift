import Foundation
import MosaicTestKit

/// Webhook and mailbox of a test: keeps what Alertmanager sends, in the order in which it comes.
final class AlertReceiver {
    /// A notification as the webhook gets it.
    struct Notification {
        let receiver: String
        let isFiring: Bool
        let alerts: [Alert]
        let whole: JSON

        /// The name that its alerts share.
        var name: String? { whole["groupLabels"]?["alertname"]?.string }
        /// What they have in common: the headline.
        var summary: String? { whole["commonAnnotations"]?["summary"]?.string }
    }

    /// One alert of a notification.
    struct Alert {
        let labels: [String: String]
        let annotations: [String: String]
    }

    /// A mail: who gets it, and what its subject is.
    struct Mail: Hashable {
        let to: String
        let subject: String
    }

    let webhookPort: Int
    let mailPort: Int
    private let program: RunningProgram

    init() throws {
        webhookPort = try HTTP.freePort()
        mailPort = try HTTP.freePort()
        program = try RunningProgram(
            .named("python3"), ["-u", "-c", Self.script, String(webhookPort), String(mailPort)], logs: TemporaryFolder()
        )
        let isListening = try eventually {
            guard program.isRunning else { throw KitError("the receiver ended: \(program.errors)") }
            return (try? HTTP.request("/", port: webhookPort).status) == 200
        }
        guard isListening else { throw KitError("the receiver doesn't listen") }
    }

    /// Everything that came by webhook.
    func notifications() throws -> [Notification] {
        try received().compactMap { line in
            guard let body = line["webhook"] else { return nil }
            let alerts = (body["alerts"]?.elements ?? []).map {
                Alert(
                    labels: ($0["labels"]?.members ?? [:]).compactMapValues(\.string),
                    annotations: ($0["annotations"]?.members ?? [:]).compactMapValues(\.string))
            }
            return Notification(
                receiver: body["receiver"]?.string ?? "", isFiring: body["status"]?.string == "firing", alerts: alerts,
                whole: body)
        }
    }

    /// What came by webhook of one alert.
    func notifications(of name: String) throws -> [Notification] { try notifications().filter { $0.name == name } }

    /// Everything that came by mail.
    func mails() throws -> [Mail] {
        try received().compactMap { line in
            guard let to = line["to"]?.string, let subject = line["subject"]?.string else { return nil }
            return Mail(to: to, subject: subject)
        }
    }

    private func received() throws -> [JSON] {
        // The last line may be on its way.
        try String(decoding: program.output, as: UTF8.self).components(separatedBy: "\n").dropLast()
            .map { try JSON(Data($0.utf8)) }
    }

    private static let script = #"""
        import email, email.policy, http.server, json, socketserver, sys, threading

        def keep(**what):
            sys.stdout.write(json.dumps(what, ensure_ascii=False) + "\n")

        class Webhook(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.end_headers()
            def do_POST(self):
                keep(webhook=json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                self.do_GET()
            def log_message(self, *arguments):
                pass

        class Mailbox(socketserver.StreamRequestHandler):
            def say(self, line):
                self.wfile.write(line.encode() + b"\r\n")
            def handle(self):
                self.say("220 mailbox")
                for line in self.rfile:
                    word = line.split()[0].upper() if line.split() else b""
                    if word == b"QUIT":
                        return self.say("221 bye")
                    if word == b"DATA":
                        self.say("354 go on")
                        lines = iter(self.rfile.readline, b".\r\n")
                        mail = email.message_from_bytes(b"".join(lines), policy=email.policy.default)
                        keep(to=mail["To"], subject=mail["Subject"])
                    self.say("250 mailbox")

        mailbox = socketserver.ThreadingTCPServer(("127.0.0.1", int(sys.argv[2])), Mailbox)
        threading.Thread(target=mailbox.serve_forever, daemon=True).start()
        http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Webhook).serve_forever()
        """#
}
