internal import CUV

/// The system's words for its error numbers.
enum SystemError {
    /// `number` as `errno` has it.
    static func text(_ number: Int32) -> String { UVError(-number).description }
}
