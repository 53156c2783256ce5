using System.Globalization;

namespace FundLedger.Bench;

/// <summary>What to measure, and on how much.</summary>
/// <param name="Entries">Entries of the largest ledger that reads and verify run on; the smaller two have a tenth and a hundredth.</param>
/// <param name="Rows">Rows of the imported list.</param>
/// <param name="Gifts">Gifts recorded in one round.</param>
/// <param name="Tranches">Tranches that fall due on one day.</param>
/// <param name="Spaces">Spaces whose periods fall due each month.</param>
/// <param name="Lines">Of a statement; the longer one has ten times as many.</param>
/// <param name="Pages">First pages opened in one round.</param>
/// <param name="From">The first input of a soak: one that was stopped goes on there.</param>
internal sealed record BenchOptions(
    IReadOnlySet<string> Whats, int Entries = 1_000_000, int Rows = 100_000, int Gifts = 4_096, int Tranches = 10_000, int Spaces = 500, int Lines = 4_000, int Pages = 1_280, int From = 0)
{
    internal const string Usage = "usage: all|record|telling|server|import|matching-import|bank|tranches|taper|statement|page|reads|verify|seals … [--entries N] [--rows N] [--gifts N] [--tranches N] [--spaces N] [--lines N] [--pages N]; or soak [--rows INPUTS] [--from INPUT]; " + Endurance.EnduranceOptions.Usage;

    /// <summary>No measurement: it only tries to break the readers, and is not among all.</summary>
    internal const string Soaking = "soak";

    internal static readonly string[] Known = ["record", "telling", "server", "import", "matching-import", "bank", "tranches", "taper", "statement", "page", "reads", "verify", "seals"];

    internal bool Soaks => Has(Soaking);

    internal bool Has(string what) => Whats.Contains(what);

    /// <returns>Null when the arguments are not understood.</returns>
    internal static BenchOptions? Read(IReadOnlyList<string> args)
    {
        var whats = new HashSet<string>();
        var options = new BenchOptions(whats);
        for (var i = 0; i < args.Count; i++)
        {
            if (args[i] == "all") whats.UnionWith(Known);
            else if (args[i] == Soaking || Known.Contains(args[i])) whats.Add(args[i]);
            else if (i + 1 < args.Count && int.TryParse(args[i + 1], NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var size) && options.With(args[i], size) is { } sized) (options, i) = (sized, i + 1);
            else return null;
        }

        return whats.Count > 0 ? options : null;
    }

    /// <returns>Null for a name that is none, and for less than there can be.</returns>
    private BenchOptions? With(string name, int size) => (name, size) switch
    {
        ("--entries", >= 200) => this with { Entries = size },
        ("--rows", >= 10) => this with { Rows = size },
        ("--gifts", > 0) => this with { Gifts = size },
        ("--tranches", > 0) => this with { Tranches = size },
        ("--spaces", > 0) => this with { Spaces = size },
        ("--lines", > 0) => this with { Lines = size },
        ("--pages", > 0) => this with { Pages = size },
        ("--from", > 0) => this with { From = size },
        _ => null,
    };
}
