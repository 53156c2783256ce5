using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace FundLedger.Web.Cli;

/// <summary>Help in the person's language, saying how to get the other one.</summary>
internal sealed class HelpInLanguage(Shell shell) : SynchronousCommandLineAction
{
    private const int WidestName = 34;

    public override int Invoke(ParseResult parseResult)
    {
        Write(shell, parseResult.CommandResult.Command, shell.Around.Out);
        return ExitCode.Done;
    }

    internal static string FullNameOf(Command verb) => verb is RootCommand ? "fundledger" : string.Join(' ', verb.Parents.OfType<Command>().Take(1).Select(FullNameOf).Append(verb.Name));

    internal static void Write(Shell shell, Command verb, TextWriter to)
    {
        to.WriteLine(verb.Description);
        to.WriteLine();
        Section(to, shell.In("用法", "Usage"), UsagesOf(shell, verb).Select(usage => (usage, "")));
        Section(to, shell.In("命令", "Commands"), verb.Subcommands.Where(under => !under.Hidden).Select(under => (under.Name, (under.Description ?? "").Split('\n')[0])));
        Section(to, shell.In("参数", "Arguments"), verb.Arguments.Select(argument => ($"<{argument.Name}>", argument.Description ?? "")));
        var shared = SharedOptionsOf(verb).ToList();
        Section(to, shell.In("选项", "Options"), verb.Options.Except(shared).Where(option => !option.Hidden).Select(option => RowOf(shell, option)));
        Section(to, shell.In("通用选项", "Options everywhere"), shared.Select(option => RowOf(shell, option)));
        to.WriteLine(shell.In("English: --help --lang en", "中文：--help --lang zh-CN"));
    }

    private static IEnumerable<string> UsagesOf(Shell shell, Command verb)
    {
        var name = FullNameOf(verb);
        if (verb is not RootCommand && verb.Action is not null)
        {
            var required = verb.Options.Where(option => option.Required).Select(option => $"{option.Name} <{option.HelpName}>");
            var rest = verb.Options.Any(option => !option.Required) ? shell.In("[选项]", "[options]") : "";
            yield return string.Join(' ', [name, .. verb.Arguments.Select(argument => $"<{argument.Name}>"), .. required, rest]).TrimEnd();
        }

        if (verb.Subcommands.Count > 0) yield return $"{name} {shell.In("<命令> [选项]", "<command> [options]")}";
        if (verb is RootCommand) yield return $"{name} --demo";
    }

    private static IEnumerable<Option> SharedOptionsOf(Command verb)
    {
        var root = verb;
        while (root.Parents.OfType<Command>().FirstOrDefault() is { } above) root = above;
        return root.Options.Where(option => option.Recursive || (verb is RootCommand && option is VersionOption)).OrderBy(option => option is HelpOption or VersionOption);
    }

    private static (string, string) RowOf(Shell shell, Option option)
    {
        var value = option.HelpName is { Length: > 0 } shown && option.Arity.MaximumNumberOfValues > 0 ? $" <{shown}>" : "";
        return (option.Name + value, option.Description + (option.Required ? shell.In("（必填）", " (required)") : ""));
    }

    private static void Section(TextWriter to, string title, IEnumerable<(string Name, string Description)> rows)
    {
        var listed = rows.ToList();
        if (listed.Count == 0) return;
        to.WriteLine(title + ":");
        var width = listed.Max(row => Math.Min(TextTable.CellsOf(row.Name), WidestName));
        foreach (var (name, description) in listed) WriteRow(to, name, description, width);
        to.WriteLine();
    }

    /// <summary>A description of several lines, or beside a long name, starts in its own column all the same.</summary>
    private static void WriteRow(TextWriter to, string name, string description, int width)
    {
        var lines = description.Split('\n');
        var cells = TextTable.CellsOf(name);
        if (cells > width)
        {
            to.WriteLine("  " + name);
            if (description.Length > 0) to.WriteLine(new string(' ', width + 4) + lines[0]);
        }
        else
        {
            to.WriteLine($"  {name}{new string(' ', width - cells)}  {lines[0]}".TrimEnd());
        }

        foreach (var line in lines.Skip(1)) to.WriteLine(new string(' ', width + 4) + line);
    }
}
