"""A mail server of a few lines for the tests: takes what is sent, refuses for good what goes to refused@…, and for now
what goes to later@…; an address that begins with drop makes it hang up in the middle. Speaks SMTP over plain TCP."""

import email
import email.policy
import socketserver
import threading


class Conversation(socketserver.StreamRequestHandler):
    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")

    def handle(self):
        self.say("220 test")
        sender, recipients = "", []
        while True:
            line = self.rfile.readline().decode("utf-8", "replace").strip()
            if not line:
                return
            verb = line.split(" ")[0].upper()
            if verb == "EHLO":
                self.wfile.write(b"250-test\r\n250 8BITMIME\r\n")
            elif line.upper().startswith("MAIL FROM:"):
                sender, recipients = line[10:], []
                self.say("250 ok")
            elif line.upper().startswith("RCPT TO:"):
                address = line[8:].strip().strip("<>")
                if address.startswith("drop"):
                    return
                if address.startswith("refused"):
                    self.say("550 no such user")
                elif address.startswith("later"):
                    self.say("451 come back later")
                else:
                    recipients.append(address)
                    self.say("250 ok")
            elif verb == "DATA":
                self.say("354 go on")
                lines = []
                while (part := self.rfile.readline()) not in (b".\r\n", b""):
                    lines.append(part[1:] if part.startswith(b"..") else part)
                message = email.message_from_bytes(b"".join(lines), policy=email.policy.default)
                with self.server.lock:
                    self.server.mails.append((sender.split(" ")[0].strip("<>"), recipients, message))
                    self.server.lock.notify_all()
                self.say("250 taken")
            elif verb == "QUIT":
                self.say("221 bye")
                return
            elif verb in ("RSET", "NOOP"):
                self.say("250 ok")
            else:
                self.say("502 not here")


class MailServer(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Conversation)
        self.mails, self.lock = [], threading.Condition()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def port(self):
        return self.server_address[1]

    def environment(self):
        """What makes a server of the tests send here."""
        return {"TONGBAN_MAIL_PROVIDER": "smtp", "TONGBAN_MAIL_SERVER": "127.0.0.1",
                "TONGBAN_MAIL_PORT": str(self.port), "TONGBAN_MAIL_SECURITY": "none",
                "TONGBAN_MAIL_FROM": "no-reply@tongban.example"}

    def wait_for(self, address, count=1, seconds=60):
        """The mails that came for the address, oldest first, as soon as there are `count`."""
        def found():
            return [message for _, recipients, message in self.mails if address in recipients]
        with self.lock:
            assert self.lock.wait_for(lambda: len(found()) >= count, seconds), f"no mail for {address}: {self.mails}"
            return found()
