import Glibc
import HTTP
import Testing

@testable import Platform

/// Each in a process of its own, whose standard streams are pipes.
@Suite struct StandardStreamsTests {
    @Test func `lines come in and go out, and it ends with its input`() async {
        await #expect(processExitsWith: .success) {
            let pipes = StandardPipes()
            pipes.send("one\ntwo")
            pipes.end()
            StandardStreams.serve(lineLimit: 100) { channel, _ in
                while let line = try? await channel.receive() { await channel.send(line + [0x21]) }
            }
            #expect(pipes.rest() == "one!\ntwo!\n")
        }
    }

    @Test func `a line may be as long as the limit says`() async {
        await #expect(processExitsWith: .success) {
            let pipes = StandardPipes()
            pipes.send("12345\n123456\n")
            pipes.end()
            StandardStreams.serve(lineLimit: 5) { channel, _ in
                let first = try? await channel.receive()
                #expect(first == Array("12345".utf8))
                await #expect(throws: MessageChannelError.tooLong(limit: 5)) { try await channel.receive() }
            }
            #expect(pipes.rest() == "")
        }
    }

    @Test func `the body runs on the loop, with its timers`() async {
        await #expect(processExitsWith: .success) {
            let pipes = StandardPipes()
            StandardStreams.serve(lineLimit: 100) { channel, surroundings in
                #expect((surroundings.executor as? LoopExecutor)?.isCurrent == true)
                try? await surroundings.timers.sleep(for: .milliseconds(1))
                #expect((surroundings.executor as? LoopExecutor)?.isCurrent == true)
                await channel.send([0x61])
            }
            #expect(pipes.rest() == "a\n")
        }
    }

    @Test(arguments: [SIGTERM, SIGINT])
    func `a signal ends the channel as the end of input does, and what was written arrives`(signal: Int32) async {
        await #expect(processExitsWith: .success) { [signal] in
            let pipes = StandardPipes()
            pipes.send("one\n")
            StandardStreams.serve(lineLimit: 100) { channel, _ in
                while let line = try? await channel.receive() {
                    await channel.send(line)
                    kill(getpid(), signal)
                }
                await channel.send(Array("last".utf8))
            }
            #expect(pipes.rest() == "one\nlast\n")
        }
    }

    @Test func `a second signal ends it although the body goes on`() async {
        await #expect(processExitsWith: .success) {
            _ = StandardPipes()
            StandardStreams.serve(lineLimit: 100) { channel, surroundings in
                kill(getpid(), SIGTERM)
                let line = try? await channel.receive()
                #expect(line == nil)
                kill(getpid(), SIGTERM)
                try? await surroundings.timers.sleep(for: .seconds(20))
                exit(1)
            }
        }
    }
}

/// Pipes in the place of this process's standard input and output.
private struct StandardPipes {
    private let input: Int32
    private let output: Int32

    init() {
        var ends: [Int32] = [0, 0]
        unsafe pipe(&ends)
        dup2(ends[0], STDIN_FILENO)
        close(ends[0])
        input = ends[1]
        unsafe pipe(&ends)
        dup2(ends[1], STDOUT_FILENO)
        close(ends[1])
        output = ends[0]
    }

    func send(_ text: String) { Descriptor.writeAll(Array(text.utf8), to: input) }
    func end() { close(input) }

    /// What was written, once nobody can write more.
    func rest() -> String {
        close(STDOUT_FILENO)
        var (all, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 4096))
        while case let count = Descriptor.readSome(from: output, into: &buffer), count > 0 { all += buffer[..<count] }
        return String(decoding: all, as: UTF8.self)
    }
}
