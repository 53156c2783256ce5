using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace FundLedger.Tests.Exchange;

/// <summary>Runs another accounting program on an export; the test is skipped where that program is not installed.</summary>
internal static class ForeignTools
{
    /// <summary>For a test that runs them inside a sample, where being skipped would count as a failure.</summary>
    internal static void MustBeInstalled(params string[] programs)
    {
        foreach (var program in programs)
            if (!PathFolders.Any(folder => File.Exists(Path.Combine(folder, program)))) Assert.Ignore($"{program} is not installed");
    }

    private static string[] PathFolders => Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) ?? [];

    internal static async Task<string> RunAsync(string program, byte[] export, params string[] arguments)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, export);
            var (code, output, errors) = await RunAsync(program, arguments.Select(argument => argument == "FILE" ? file : argument));
            Assert.That(code, Is.Zero, $"{program}: {errors}{output}");
            return output;
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            Environment = { ["LC_ALL"] = "C.UTF-8", ["PYTHONUTF8"] = "1" },
        };
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return (process.ExitCode, await output, await errors);
        }
        catch (Win32Exception)
        {
            Assert.Ignore($"{program} is not installed");
            throw;
        }
    }
}
