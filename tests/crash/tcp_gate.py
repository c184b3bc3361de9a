"""A gate between the server and its database, whose manners can be changed while it is open: what networks do to TCP,
without the kernel's help."""

import random
import socket
import struct
import threading
import time

RESET = struct.pack("ii", 1, 0)  # SO_LINGER: a close that sends RST, as a machine does that knows no such connection


class Pair:
    """One connection through the gate."""

    def __init__(self, gate, client):
        self.gate, self.client, self.passed = gate, client, 0
        self.server = socket.create_connection(gate.target, timeout=5)
        self.server.settimeout(None)
        for end in (self.client, self.server):
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.closed = False
        for source, sink in ((self.client, self.server), (self.server, self.client)):
            threading.Thread(target=self._carry, args=(source, sink), daemon=True).start()

    def _carry(self, source, sink):
        try:
            while True:
                data = source.recv(65536)
                if not data:
                    break
                self.gate.treat(self, data, sink)
        except OSError:
            pass
        self.close()

    def close(self, reset=False):
        self.closed = True
        for end in (self.client, self.server):
            try:
                if reset:
                    end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
                # Wakes the thread that reads from it: until then a close would not close anything.
                end.shutdown(socket.SHUT_RD if reset else socket.SHUT_RDWR)
                end.close()
            except OSError:
                pass
        self.gate.forget(self)

    def close_half(self):
        """The client sees the end of what the server says; the other direction stays open."""
        try:
            self.client.shutdown(socket.SHUT_WR)
        except OSError:
            pass


class TcpGate:
    """`mode` is one of MODES; `open()` lets everything pass again. Thread-safe."""

    MODES = ("refuse", "stall", "delay", "throttle", "slice", "cut", "corrupt", "close", "half_close", "flap")

    def __init__(self, target, seed=0):
        self.target, self.chance = target, random.Random(seed)
        self.mode, self.amount = "open", 0
        self.pairs, self.lock, self.changed = set(), threading.Lock(), threading.Condition()
        self.listener, self.port, self.listening = None, 0, threading.Lock()
        self._listen()

    # ---- manners ----------------------------------------------------------------------------------------------------

    def set(self, mode, amount=0):
        """`amount`: delay in seconds, throttle in bytes a second, cut after so many bytes, corrupt one byte in so many,
        flap every so many seconds."""
        with self.changed:
            self.mode, self.amount = mode, amount
            self.changed.notify_all()
        if mode == "refuse":
            self._refuse()
        elif mode == "close":
            self._each(Pair.close)
        elif mode == "half_close":
            self._each(Pair.close_half)
        elif mode == "flap":
            threading.Thread(target=self._flap, daemon=True).start()
        else:
            self._listen()

    def open(self):
        self.set("open")

    def treat(self, pair, data, sink):
        """Sends `data` on, or does with it what the mode says."""
        with self.changed:
            while self.mode == "stall" and not pair.closed:
                self.changed.wait(0.2)
            mode, amount = self.mode, self.amount
        if mode == "delay":
            time.sleep(amount)
        elif mode == "cut":
            left = max(0, amount - pair.passed)
            pair.passed += len(data)
            if left < len(data):
                sink.sendall(data[:left])
                return pair.close(reset=True)
        elif mode == "corrupt" and self.chance.random() < len(data) / amount:
            at = self.chance.randrange(len(data))
            data = data[:at] + bytes([data[at] ^ (1 << self.chance.randrange(8))]) + data[at + 1:]
        elif mode in ("slice", "throttle"):
            return self._trickle(data, sink, mode, amount)
        return sink.sendall(data)

    def _trickle(self, data, sink, mode, amount):
        step = 1 if mode == "slice" else max(1, amount // 20)
        for at in range(0, len(data), step):
            if self.mode != mode:
                sink.sendall(data[at:])
                return
            sink.sendall(data[at:at + step])
            if mode == "throttle":
                time.sleep(0.05)

    # ---- connections ------------------------------------------------------------------------------------------------

    def _listen(self):
        with self.listening:
            if self.listener is None:
                self._open_listener()

    def _open_listener(self):
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", self.port))
        listener.listen(128)
        self.listener, self.port = listener, listener.getsockname()[1]
        threading.Thread(target=self._accept, args=(listener,), daemon=True).start()

    def _accept(self, listener):
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            try:
                pair = Pair(self, client)
                with self.lock:
                    self.pairs.add(pair)
            except OSError:
                client.close()

    def _refuse(self):
        with self.listening:
            listener, self.listener = self.listener, None
        if listener:
            try:
                listener.shutdown(socket.SHUT_RDWR)  # wakes the thread that accepts
            except OSError:
                pass
            listener.close()
        self._each(lambda pair: pair.close(reset=True))

    def _flap(self):
        while self.mode == "flap":
            self._refuse()
            time.sleep(self.amount)
            self._listen()
            time.sleep(self.amount)
        self._listen()  # also where it was told to open while it was about to refuse

    def _each(self, what):
        with self.lock:
            pairs = list(self.pairs)
        for pair in pairs:
            what(pair)

    def forget(self, pair):
        with self.lock:
            self.pairs.discard(pair)

    def close(self):
        """For good; whoever flaps must have been told to open before."""
        self.set("refuse")
