import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// The built `mosaicd` behind a `web.yml`: a real Prometheus with certificate and password, and clients that mean harm.
    @Suite struct WebSecurityTests {
        /// The password "secret", at a cost of 10.
        private static let users =
            "basic_auth_users: { scraper: $2b$10$rGy.nLDQFLiqIZx2BFp1ZOcjJI4OiV6Wiu8mlQAdY1evczVtsZTFi }\n"
        private static let tls = "tls_server_config: { cert_file: server.pem, key_file: server.key }\n"

        /// A service behind a `web.yml`, among the certificates of the tests.
        private struct Guarded {
            let place: Place
            let service: Service

            init(_ text: String) throws {
                place = try Place()
                try place.backfillShippedFigures()
                for file in try Repository.files(in: "Tests/Cases/web/pem", ending: "") {
                    try FileManager.default.copyItem(
                        at: file, to: place.folder.url.appendingPathComponent(file.lastPathComponent))
                }
                service = try Service(at: place, ["--web.config.file", place.folder.write(text, to: "web.yml")])
                guard try eventually({ [service] in service.program.errors.contains("evaluated") }) else {
                    throw KitError("mosaicd is not ready: \(service.program.errors)")
                }
            }

            /// Runs a script of Python's among the certificates; `port` is the service's.
            func run(_ script: String) throws -> Finished {
                try Program.named("python3").run(
                    ["-c", Self.prelude.replacing("PORT", with: "\(service.port)") + script],
                    directory: place.folder.url)
            }

            private static let prelude = """
                import base64, http.client, re, socket, ssl, struct, subprocess, time
                port = PORT
                address = ("127.0.0.1", port)

                def context(name=None, version=None):
                    made = ssl.create_default_context(cafile="authority.pem")
                    if name: made.load_cert_chain(name + ".pem", name + ".key")
                    if version: made.minimum_version = made.maximum_version = version
                    return made

                def connection(name=None, version=None):
                    plain = socket.create_connection(address, timeout=60)
                    return context(name, version).wrap_socket(plain, server_hostname="localhost")

                basic = "Basic " + base64.b64encode(b"scraper:secret").decode()

                def ask(target, method="GET", fields={}, body=None, name=None):
                    client = http.client.HTTPSConnection("localhost", port, timeout=60, context=context(name))
                    client.putrequest(method, target, skip_accept_encoding=True)
                    for key, value in {"Authorization": basic, **fields}.items(): client.putheader(key, value)
                    if body is not None: client.putheader("Content-Length", str(len(body)))
                    client.endheaders(body)
                    answer = client.getresponse()
                    return answer.status, answer.read()

                def scrape():
                    status, body = ask("/metrics")
                    assert status == 200 and b"mosaic_indicator_value" in body, status
                    return {line.split()[0]: float(line.split()[1]) for line in body.decode().splitlines()
                            if line.startswith("process_")}

                def statuses(connection):
                    data = b""
                    while True:
                        try: part = connection.recv(65536)
                        except (ssl.SSLError, ConnectionError): break
                        if not part: break
                        data += part
                    return [int(status) for status in re.findall(rb"HTTP/1.1 ([0-9]{3}) ", data)]

                """
        }

        @Test func `a real Prometheus scrapes by TLS with its certificate and a password`() throws {
            let guarded = try Guarded(
                """
                tls_server_config:
                  cert_file: server.pem
                  key_file: server.key
                  client_auth_type: RequireAndVerifyClientCert
                  client_ca_file: authority.pem
                  client_allowed_sans: [scraper.example]
                \(Self.users)
                """)
            let folder = guarded.place.folder
            let prometheus = try PrometheusTests.Prometheus(
                scraping: guarded.service,
                by: """
                    scheme: https
                        tls_config:
                          ca_file: \(folder.path("authority.pem"))
                          server_name: localhost
                          cert_file: \(folder.path("client.pem"))
                          key_file: \(folder.path("client.key"))
                        basic_auth: { username: scraper, password: secret }
                    """)
            #expect(try eventually { try prometheus.value(of: "up{job=\"mosaic\"}") == 1 })
            let passwords = "mosaic_http_requests_total{route=\"/metrics\",status=\"401\"}"
            #expect(try prometheus.value(of: passwords) == nil)
            #expect(
                try prometheus.value(of: "mosaic_indicator_value{indicator=\"computing_power\",region=\"CN-NM\"}")
                    == 220_000)
        }

        @Test func `who has no right certificate or password is told so, and nothing else`() throws {
            let guarded = try Guarded(
                Self.tls.replacing(
                    " }",
                    with:
                        ", client_auth_type: RequireAndVerifyClientCert, client_ca_file: authority.pem, client_allowed_sans: [scraper.example] }"
                ) + Self.users)
            let done = try guarded.run(
                """
                assert ask("/metrics", name="client")[0] == 200
                for wrong in ["", "Basic", "Basic " + base64.b64encode(b"scraper:wrong").decode(), "Bearer secret"]:
                    for target in ["/metrics", "/", "/api/v1/gaps", "/nothing"]:
                        assert ask(target, fields={"Authorization": wrong}, name="client")[0] == 401
                assert ask("/-/healthy", fields={"Authorization": ""}, name="client")[0] == 200
                for name in [None, "nameless", "stranger", "expired"]:
                    for version in [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3]:
                        try:
                            refused = connection(name, version)
                            refused.sendall(b"GET /-/healthy HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n")
                            assert statuses(refused) == [], name
                        except (ssl.SSLError, ConnectionError): pass
                assert ask("/metrics", name="client")[0] == 200
                """)
            #expect(done.status == 0, "\(done.errors)")
        }

        @Test func `what clients send over TLS is answered with a clear status, within memory, and scrapes go on`()
            throws
        {
            let guarded = try Guarded(Self.tls + Self.users)
            let done = try guarded.run(
                """
                before = scrape()["process_resident_memory_bytes"]
                # A header that is too large, in one field and in many.
                assert ask("/metrics", fields={"X-Large": "a" * 20000})[0] == 431
                assert ask("/metrics", fields={"X-%d" % n: "a" * 100 for n in range(300)})[0] == 431
                # Many requests before the first answer.
                head = b"GET /-/ready HTTP/1.1\\r\\nHost: a\\r\\n"
                many = connection()
                many.sendall((head + b"\\r\\n") * 200 + head + b"Connection: close\\r\\n\\r\\n")
                assert statuses(many) == [200] * 201
                # Ways out of each route.
                routes = ["", "/metrics", "/-/healthy", "/-/ready", "/api/v1/gaps", "/api/v1/read", "/api/v1/openapi.json"]
                for route in routes:
                    for way in ["/../../etc/passwd", "/..%2f..%2fetc%2fpasswd", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd",
                                "/%00", "%00", "/..%00/", "/%c0%ae%c0%ae/etc/passwd", "//", "/.", "/..;/", "\\\\..\\\\..", "/%"]:
                        status, body = ask(route + way)
                        assert status in (400, 404) or body.startswith(b"Mosaic is"), (route + way, status)
                        assert b"root:" not in body
                # A thousand filters: in a target that is taken, and in one that is too long.
                assert ask("/api/v1/gaps?" + "&".join(["region=a"] * 800))[0] == 400
                assert ask("/api/v1/gaps?" + "&".join(["region=CN-GS"] * 1000))[0] == 431
                assert ask("/metrics?" + "&".join(["region=a"] * 1000))[0] in (200, 400, 431)
                # Bodies that unpack to gibibytes: gzip of zeros, and snappy that declares four gibibytes.
                import zlib
                packer = zlib.compressobj(9, zlib.DEFLATED, 31)
                gzip = b"".join(packer.compress(bytes(1 << 20)) for _ in range(1024)) + packer.flush()
                snappy = b"\\xff\\xff\\xff\\xff\\x0f" + b"\\xfe\\x00\\x01" * 200000
                for route in routes[1:]:
                    for encoding, body in [("gzip", gzip), ("snappy", snappy)]:
                        try: status = ask(route, "POST", {"Content-Encoding": encoding}, body)[0]
                        except (ssl.SSLError, ConnectionError): continue
                        assert 400 <= status < 500, (route, encoding, status)
                # HTTP where TLS is spoken.
                plain = socket.create_connection(address, timeout=60)
                plain.sendall(b"GET /metrics HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n")
                assert statuses(plain) == [400]
                # Renegotiation, which TLS 1.2 has: the client asks for it, and is refused.
                shell = "(sleep 1; echo R; sleep 2) | openssl s_client -tls1_2 -connect 127.0.0.1:%d" % port
                said = subprocess.run(shell, shell=True, capture_output=True, timeout=60)
                assert b"RENEGOTIATING" in said.stderr, said.stderr
                ended = said.stderr.partition(b"RENEGOTIATING")[2]
                assert b":error:" in ended and b"verify return" not in ended, said.stderr
                after = scrape()["process_resident_memory_bytes"]
                assert after - before < 96 << 20, after - before
                """)
            #expect(done.status == 0, "\(done.errors)")
        }

        @Test func `a thousand handshakes that never end delay no scrape and are closed`() throws {
            let guarded = try Guarded(Self.tls + Self.users)
            let done = try guarded.run(
                """
                import resource
                resource.setrlimit(resource.RLIMIT_NOFILE, (4096, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
                incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
                try: context().wrap_bio(incoming, outgoing, server_hostname="localhost").do_handshake()
                except ssl.SSLWantReadError: pass
                hello = outgoing.read()
                before = scrape()["process_resident_memory_bytes"]
                held = []
                for number in range(1000):
                    silent = socket.create_connection(address, timeout=60)
                    silent.sendall(hello[:number % len(hello)])
                    held.append(silent)
                    if number % 50 == 0: scrape()
                grown = scrape()["process_resident_memory_bytes"] - before
                assert grown < 96 << 20, grown
                for silent in held:
                    try:
                        while silent.recv(65536): pass
                    except ConnectionError: pass
                assert scrape()["process_open_fds"] < 100
                """)
            #expect(done.status == 0, "\(done.errors)")
        }

        @Test func `whoever tries passwords holds up no scrape of who is remembered`() throws {
            let guarded = try Guarded(Self.tls + Self.users)
            let done = try guarded.run(
                """
                import threading
                scrape()
                seen, stop = set(), threading.Event()
                def flood(number):
                    while not stop.is_set():
                        wrong = base64.b64encode(b"scraper:%d" % number).decode()
                        seen.add(ask("/metrics", fields={"Authorization": "Basic " + wrong})[0])
                threads = [threading.Thread(target=flood, args=(number,)) for number in range(40)]
                for thread in threads: thread.start()
                for _ in range(20): scrape()
                stop.set()
                for thread in threads: thread.join()
                assert seen <= {401, 503} and 401 in seen, seen
                """)
            #expect(done.status == 0, "\(done.errors)")
        }

        @Test func `--check-config tells the faults of web.yml with their places`() throws {
            let place = try Place()
            let path = try place.folder.write("tls_server_config: { cert_fil: a }\n", to: "web.yml")
            let done = try Program.mosaicd.run(
                ["--check-config", "--config", place.settings, "--web.config.file", path])
            #expect(done.status == 78)
            #expect(done.errors.contains("web.yml:1:22: unknown key `cert_fil`; did you mean \"cert_file\"?"))
            let started = try Program.mosaicd.run(["--config", place.settings, "--web.config.file", path])
            #expect(started.status == 78)
            #expect(started.errors.contains("web.yml:1:22: unknown key `cert_fil`"))
        }
    }
}
