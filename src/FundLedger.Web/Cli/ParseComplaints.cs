using System.CommandLine;
using System.CommandLine.Parsing;

namespace FundLedger.Web.Cli;

/// <summary>What is wrong with a command line, in the person's language, one sentence a fault.</summary>
internal static class ParseComplaints
{
    internal static int Tell(Shell shell, ParseResult parsed)
    {
        foreach (var sentence in Of(shell, parsed).Distinct()) shell.TellError(sentence);
        var verb = HelpInLanguage.FullNameOf(parsed.CommandResult.Command);
        shell.Tell(new($"用法见：{verb} --help", $"See: {verb} --help"));
        return ExitCode.BadInput;
    }

    private static IEnumerable<string> Of(Shell shell, ParseResult parsed)
    {
        var verb = parsed.CommandResult.Command;
        if (parsed.UnmatchedTokens.Count > 0)
        {
            foreach (var token in parsed.UnmatchedTokens)
                yield return shell.In($"不认识“{token}”。", $"'{token}' is not known here.");
            yield break;
        }

        if (verb.Action is null && verb.Subcommands.Count > 0)
        {
            var words = string.Join(", ", verb.Subcommands.Select(under => under.Name));
            yield return shell.In($"{verb.Name} 之后还需要：{words}。", $"'{verb.Name}' needs one of these after it: {words}.");
            yield break;
        }

        foreach (var option in verb.Options.Where(option => option.Required && parsed.GetResult(option)?.IdentifierToken is null))
            yield return shell.In($"缺少 {option.Name}（{option.Description}）。", $"{option.Name} is missing ({option.Description}).");
        foreach (var error in parsed.Errors)
            if (Of(shell, error) is { } sentence) yield return sentence;
    }

    private static string? Of(Shell shell, ParseError error)
    {
        var (named, tokens) = error.SymbolResult switch
        {
            OptionResult { IdentifierToken: null } => ("", 0),
            OptionResult result => (result.Option.Name, result.Tokens.Count),
            ArgumentResult { Parent: OptionResult option } result => (option.Option.Name, result.Tokens.Count),
            ArgumentResult result => (result.Argument.Name, result.Tokens.Count),
            _ => ("", 1),
        };
        return (named, tokens) switch
        {
            ("", _) => null, // a missing option, which is named above
            (_, 0) => shell.In($"{named} 需要一个值。", $"{named} needs a value."),
            (_, 1) => $"{named}{shell.In("：", ": ")}{error.Message}", // one of our own sentences
            _ => shell.In($"{named} 只能写一次。", $"{named} may stand only once."),
        };
    }
}
