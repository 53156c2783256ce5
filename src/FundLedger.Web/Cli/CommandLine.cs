using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Cli;

/// <summary>Runs one command line: finds the language, parses, runs the verb, and turns whatever happens into a sentence and an exit code.</summary>
internal static class CommandLine
{
    /// <param name="root">The verbs, described in the language of the shell.</param>
    internal static async Task<int> RunAsync(IReadOnlyList<string> args, Surroundings around, Func<Shell, RootCommand> root, CancellationToken stop)
    {
        var shell = new Shell(around, LanguageOf(args, around));
        var parsed = WithShared(root(shell), shell).Parse(args, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpInLanguage) return ParseComplaints.Tell(shell, parsed);
        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration { Output = around.Out, Error = around.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(30) }, stop);
        }
        catch (StorageException broken)
        {
            return shell.TellError(broken.Text, ExitCode.Environment);
        }
        catch (OperationCanceledException)
        {
            return shell.TellError(new("已停止。", "Stopped."), ExitCode.Environment);
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            return shell.TellError(Bilingual.Same(broken.Message), ExitCode.Environment);
        }
        catch (Exception bug)
        {
            around.Error.WriteLine(bug);
            return shell.TellError(new(
                "程序遇到意外情况。请运行 verify 核验账本，并把以上内容告知维护者。", "The program met something it does not expect. Run 'verify' on the books, and tell the maintainers what stands above."),
                ExitCode.Environment);
        }
    }

    private static RootCommand WithShared(RootCommand root, Shell shell)
    {
        root.Add(shell.Data);
        root.Add(shell.Lang);
        var help = root.Options.OfType<HelpOption>().Single();
        help.Description = shell.In("显示帮助", "show help");
        help.Action = new HelpInLanguage(shell);
        root.Options.OfType<VersionOption>().Single().Description = shell.In("显示版本", "show the version");
        return root;
    }

    /// <summary>Looked for before parsing, so that complaints about the command line are in it as well.</summary>
    private static Language LanguageOf(IReadOnlyList<string> args, Surroundings around)
    {
        for (var i = 0; i < args.Count; i++)
        {
            if (args[i] == "--lang" && i + 1 < args.Count && Languages.TryParse(args[i + 1], out var next)) return next;
            if (args[i].StartsWith("--lang=", StringComparison.Ordinal) && Languages.TryParse(args[i]["--lang=".Length..], out var joined)) return joined;
        }

        var system = new[] { "LC_ALL", "LC_MESSAGES", "LANG" }.Select(around.Environment).FirstOrDefault(value => !string.IsNullOrEmpty(value)) ?? CultureInfo.CurrentUICulture.Name;
        return system.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Language.Zh : Language.En;
    }
}
