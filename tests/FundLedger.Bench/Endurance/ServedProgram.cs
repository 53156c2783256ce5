using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace FundLedger.Bench.Endurance;

/// <summary>The built program, run as a process of its own: the same file that is published, with nothing of the test in it.</summary>
internal sealed class ServedProgram : IDisposable
{
    private const int Terminate = 15;
    private const string Says = "open in a browser: ";
    private const int LastLines = 12;
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(90);

    private readonly Process process;
    private readonly TaskCompletionSource<Uri> address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> lines;
    private readonly Queue<string> errors = new();

    private ServedProgram(Process process, ConcurrentQueue<string> lines) => (this.process, this.lines) = (process, lines);

    internal Uri Address { get; private set; } = null!;

    /// <summary>From the start until it said where it is.</summary>
    internal TimeSpan StartTime { get; private set; }

    internal int ProcessId => process.Id;

    /// <summary>Null while it runs; else all that it said has been heard.</summary>
    internal int? ExitCode
    {
        get
        {
            if (!process.HasExited) return null;
            process.WaitForExit();
            return process.ExitCode;
        }
    }

    /// <summary>The last lines that it said on its standard error.</summary>
    internal IReadOnlyList<string> LastErrors
    {
        get
        {
            lock (errors) return [.. errors];
        }
    }

    /// <param name="log">Everything that it says goes there.</param>
    internal static async Task<ServedProgram> StartAsync(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, ConcurrentQueue<string> log)
    {
        var began = Stopwatch.GetTimestamp();
        var served = new ServedProgram(Begin(arguments, environment, redirect: true), log);
        served.process.ErrorDataReceived += (_, said) => served.HearError(said.Data);
        served.process.OutputDataReceived += (_, said) => served.Hear(said.Data);
        served.process.BeginErrorReadLine();
        served.process.BeginOutputReadLine();
        var ended = served.process.WaitForExitAsync();
        if (await Task.WhenAny(served.address.Task, ended, Task.Delay(LongestStart)) != served.address.Task)
        {
            served.Dispose();
            throw new InvalidOperationException("the program did not start: " + string.Join('\n', log.TakeLast(20)));
        }

        (served.Address, served.StartTime) = (await served.address.Task, Stopwatch.GetElapsedTime(began));
        return served;
    }

    /// <summary>Runs a command to its end.</summary>
    /// <param name="program">Another than the built one, by its file.</param>
    internal static async Task<(int ExitCode, string Said)> RunAsync(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, string? program = null)
    {
        using var process = Begin(arguments, environment, redirect: true, program);
        var (said, failed) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await said + await failed);
    }

    /// <summary>Ends it without a word.</summary>
    internal async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Tells it to stop.</summary>
    /// <returns>Its exit code, and how long it took; null when it had to be killed.</returns>
    internal async Task<(int ExitCode, TimeSpan Took)?> StopAsync(TimeSpan most)
    {
        var began = Stopwatch.GetTimestamp();
        if (Signal(process.Id, Terminate) != 0) return null;
        try
        {
            await process.WaitForExitAsync().WaitAsync(most);
            return (process.ExitCode, Stopwatch.GetElapsedTime(began));
        }
        catch (TimeoutException)
        {
            await KillAsync();
            return null;
        }
    }

    /// <summary>Memory it has of its own, in megabytes, and open files; null once it has ended.</summary>
    internal (double Megabytes, int Files)? Look()
    {
        try
        {
            process.Refresh();
            var files = Directory.Exists($"/proc/{process.Id}/fd") ? Directory.GetFileSystemEntries($"/proc/{process.Id}/fd").Length : 0;
            return (process.WorkingSet64 / 1_048_576.0, files);
        }
        catch (Exception gone) when (gone is InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private void HearError(string? line)
    {
        if (line is not null)
        {
            lock (errors)
            {
                errors.Enqueue(line);
                if (errors.Count > LastLines) errors.Dequeue();
            }
        }

        Hear(line);
    }

    private void Hear(string? line)
    {
        if (line is null) return;
        lines.Enqueue(line);
        if (line.IndexOf(Says, StringComparison.Ordinal) is >= 0 and var at) address.TrySetResult(new Uri(line[(at + Says.Length)..]));
    }

    private static Process Begin(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, bool redirect, string? program = null)
    {
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";
        var start = new ProcessStartInfo(host) { RedirectStandardOutput = redirect, RedirectStandardError = redirect, UseShellExecute = false };
        foreach (var argument in new[] { "exec", program ?? Path.Combine(AppContext.BaseDirectory, "fundledger.dll") }.Concat(arguments)) start.ArgumentList.Add(argument);
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("FUNDLEDGER_", StringComparison.Ordinal) || name.StartsWith("OTEL_", StringComparison.Ordinal)).ToList()) start.Environment.Remove(name);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        start.Environment["LANG"] = "en_US.UTF-8";
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        return Process.Start(start) ?? throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{host} does not start"));
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Signal(int process, int signal);
}
