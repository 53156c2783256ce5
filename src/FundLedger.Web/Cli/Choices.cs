using System.CommandLine;
using FundLedger.Values;

namespace FundLedger.Web.Cli;

/// <summary>Options whose value is one of a few words.</summary>
internal static class Choices
{
    /// <summary>The first word listed for a value is the one help shows; the others are understood too. Case does not count.</summary>
    internal static Option<T> Option<T>(Shell shell, string name, Bilingual description, IReadOnlyList<(string Word, T Value)> words, bool isRequired = false) =>
        new(name)
        {
            Description = shell.In(description),
            HelpName = string.Join('|', words.DistinctBy(known => known.Value).Select(known => known.Word)),
            Required = isRequired,
            CustomParser = result =>
            {
                var asked = result.Tokens[0].Value;
                foreach (var (word, value) in words)
                    if (string.Equals(word, asked, StringComparison.OrdinalIgnoreCase)) return value;
                var listed = string.Join(", ", words.DistinctBy(known => known.Value).Select(known => known.Word));
                result.AddError(shell.In($"没有“{asked}”这一选项。可选：{listed}。", $"'{asked}' is none of these: {listed}."));
                return default!;
            },
        };

    /// <summary>Every value of an enumeration: <c>seed-money</c>, or <c>SeedMoney</c> as exports write it.</summary>
    internal static IReadOnlyList<(string Word, T Value)> Of<T>() where T : struct, Enum =>
        [.. Enum.GetValues<T>().Select(value => (Dashed(value.ToString()), value)), .. Enum.GetValues<T>().Select(value => (value.ToString(), value))];

    /// <summary><c>NetAssets</c> and <c>netAssets</c> are both <c>net-assets</c>.</summary>
    internal static string Dashed(string name) =>
        string.Concat(name.Select((letter, i) => char.IsUpper(letter) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(letter) : letter.ToString()));
}
