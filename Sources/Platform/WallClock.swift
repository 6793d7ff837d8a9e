internal import Glibc

/// The time of day, which other machines agree on.
public enum WallClock {
    public static var secondsSince1970: Int { time(nil) }
}
