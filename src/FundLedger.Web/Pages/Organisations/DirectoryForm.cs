using FundLedger.Ledger;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Pages.Record;

namespace FundLedger.Web.Pages.Organisations;

/// <summary>What a form of the directory knows when it is opened or sent.</summary>
/// <param name="Page">Who asks, and what they may do.</param>
/// <param name="Values">As they came with the address or were typed.</param>
internal sealed record DirectoryAsk(DirectoryFormModel Page, Books Books, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>Empty when it was left out.</summary>
    internal string Of(string name) => Values.GetValueOrDefault(name, "").Trim();
}

/// <summary>A form that was sent.</summary>
/// <param name="Read">Translates what was typed.</param>
/// <param name="File">The file that came with it; null where there is none.</param>
internal sealed record DirectorySent(DirectoryAsk Ask, FormReading Read, Database Database, Asked Asked, Attachment? File, CancellationToken Stop);

/// <summary>One thing that people do with the directory, the needs, the offers and the spaces: what is asked, who may, and the operation it becomes. Nothing is posted, so nothing is shown before it is done.</summary>
/// <param name="Name">In the address of its page.</param>
/// <param name="When">When to use it, in a sentence.</param>
/// <param name="Fill">What stands in the fields at first; null where what it is about is not there, or another's.</param>
/// <param name="Send">Asked only when all of it could be read.</param>
internal sealed record DirectoryForm(
    string Name, Bilingual Title, Bilingual When, IReadOnlyList<FormField> Fields,
    Func<DirectoryAsk, LedgerReader, Task<IReadOnlyDictionary<string, string?>?>> Fill, Func<DirectorySent, Func<Task<Outcome<Recorded>>>> Send)
{
    /// <summary>The page it belongs to, for who turns back.</summary>
    internal required Func<DirectoryAsk, (string Path, Bilingual Name)> Back { get; init; }

    /// <summary>Whoever fills it in moves or promises nothing.</summary>
    internal bool IsLight { get; init; }

    internal bool TakesAFile => Fields.Any(asked => asked.Kind == FieldKind.File);

    /// <summary>As the reader of typed fields knows a form.</summary>
    internal RecordForm AsRead => new(Name, Title, When, Fields, _ => throw new InvalidOperationException("a form of the directory is sent by itself"));

    internal static readonly IReadOnlyDictionary<string, string?> Nothing = new Dictionary<string, string?>();

    // Put together when first asked for: the forms are made of what this type holds, and must not be waited for while it is made.
    private static readonly Lazy<IReadOnlyList<DirectoryForm>> Made = new(() => [.. OrganisationForms.All, .. PeopleForms.All, .. NeedForms.All, .. CalendarForms.All, .. SpaceForms.All]);

    internal static IReadOnlyList<DirectoryForm> All => Made.Value;

    internal static FormField Kept(string name, Bilingual label) => new(name, FieldKind.Kept, label);

    internal static FormField Text(string name, Bilingual label, bool isRequired = false, Bilingual? hint = null) => new(name, FieldKind.Text, label, hint, isRequired);

    internal static FormField Day(string name, Bilingual label, bool isRequired = false, Bilingual? hint = null) => new(name, FieldKind.Date, label, hint, isRequired);

    internal static FormField Choice<T>(string name, Bilingual label, Func<T, Bilingual> nameOf) where T : struct, Enum =>
        new(name, FieldKind.Choice, label, Choices: [.. Enum.GetValues<T>().Select(value => (value.ToString(), nameOf(value)))]);

    internal static FormField Reason { get; } = new("reason", FieldKind.Text, new("理由", "Reason"), new("永久保存，不写人名", "kept for good; no names of people"), IsRequired: true);
}
