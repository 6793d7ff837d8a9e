internal import Glibc

/// The time of day, which other machines agree on.
public enum WallClock {
    public static var secondsSince1970: Int { time(nil) }

    public static var nanosecondsSince1970: UInt64 {
        var now = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &now)
        return UInt64(clamping: now.tv_sec) &* 1_000_000_000 &+ UInt64(clamping: now.tv_nsec)
    }
}
