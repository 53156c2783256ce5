using System.CommandLine;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Cli;

/// <summary>Documents written to a file, or to standard output when the file is called <c>-</c>.</summary>
internal static class Output
{
    internal static Option<string> Option(Shell shell) =>
        Options.Text(shell, "--out", new("文件", "FILE"), new("输出文件；- 为标准输出", "file to write; - is standard output"));

    /// <summary>The file appears whole or, when writing is refused or fails, not at all.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    internal static async Task<Outcome<T>> WriteAsync<T>(Shell shell, string path, Func<Stream, Task<Outcome<T>>> write)
    {
        if (path == "-")
        {
            await shell.Around.Out.FlushAsync();
            var written = await write(shell.Around.BinaryOut);
            await shell.Around.BinaryOut.FlushAsync();
            return written;
        }

        var partial = path + ".partial";
        try
        {
            Outcome<T> outcome;
            await using (var file = new FileStream(partial, FileMode.Create, FileAccess.Write)) outcome = await write(file);
            if (outcome is Outcome<T>.Refused) return outcome;
            File.Move(partial, path, overwrite: true);
            shell.Tell(new Bilingual($"已写入 {path}。", $"{path} is written."));
            return outcome;
        }
        finally
        {
            File.Delete(partial);
        }
    }
}
