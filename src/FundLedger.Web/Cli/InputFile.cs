using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Cli;

/// <summary>Files that a command line names to be read.</summary>
internal static class InputFile
{
    /// <param name="field">The option that names it; empty for an argument.</param>
    /// <param name="mostBytes">A longer one is refused before it is read.</param>
    /// <exception cref="IOException">It is there and cannot be read.</exception>
    internal static async Task<Outcome<byte[]>> ReadAsync(string path, string field, long mostBytes, CancellationToken stop)
    {
        var file = new FileInfo(path);
        if (!file.Exists) return Refusal.Of("file-missing", field, $"没有文件 {path}。", $"There is no file {path}.");
        if (file.Length > mostBytes)
            return Refusal.Of("file-too-large", field, $"文件 {path} 超过 {mostBytes / 1024 / 1024} MB。", $"The file {path} is larger than {mostBytes / 1024 / 1024} MB.");
        return await File.ReadAllBytesAsync(path, stop);
    }
}
