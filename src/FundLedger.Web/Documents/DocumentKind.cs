using System.Text.Json;
using FundLedger.DocumentJobs;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Seals;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Hosting;

namespace FundLedger.Web.Documents;

/// <summary>A kind of file that takes a while: how it is asked for, of what it is and so who may have it, how it is drawn.</summary>
/// <param name="code">Stands in the books and in addresses; never changes.</param>
internal abstract class DocumentKind(string code, Bilingual name)
{
    /// <summary>A new kind stands here; nothing else knows them.</summary>
    internal static IReadOnlyList<DocumentKind> All { get; } = [new StatementsDocument(), new PackDocument(), new BundleDocument()];

    internal string Code => code;
    internal Bilingual Name => name;

    internal static DocumentKind? Find(string? code) => All.FirstOrDefault(kind => kind.Code == code);

    /// <summary>Reads what was typed; the refusal names the field.</summary>
    internal abstract Outcome<NewDocumentJob> Read(DocumentForm form);

    /// <summary>What was asked, in short.</summary>
    internal abstract Bilingual Says(NewDocumentJob asked);

    /// <summary>Everything that is in the file. None where something of it is no longer in the books.</summary>
    internal abstract IReadOnlyList<Target> TargetsOf(Books books, NewDocumentJob asked);

    internal abstract Task<Outcome<DrawnDocument>> DrawAsync(DocumentDrawing drawing);

    /// <summary>Whether somebody may have it, and all of it: asked when it is asked for, when it is drawn and when it is fetched.</summary>
    internal bool MayHave(Books books, NewDocumentJob asked, Func<Target, bool> may) => TargetsOf(books, asked) is { Count: > 0 } targets && targets.All(may);

    private protected NewDocumentJob Asked<T>(T question, Language language) => new(code, JsonSerializer.Serialize(question, JsonSerializerOptions.Web), language);

    private protected static T Question<T>(NewDocumentJob asked) => JsonSerializer.Deserialize<T>(asked.Parameters, JsonSerializerOptions.Web)!;
}

/// <summary>A form that asks for a file.</summary>
/// <param name="May">Whether whoever asks may export this.</param>
internal sealed record DocumentForm(IFormCollection Fields, Books Books, Func<Target, bool> May, Language PageLanguage)
{
    internal Language Language => Languages.TryParse(Text("doc"), out var language) && Text("doc").Length > 0 ? language : PageLanguage;

    internal string Text(string field) => Fields[field].ToString().Trim();
}

/// <summary>A file that is being drawn.</summary>
/// <param name="Reader">One view of the books from beginning to end.</param>
/// <param name="Progress">Whoever tells of progress hears here when to stop, as an <see cref="OperationCanceledException"/>.</param>
/// <param name="Issued">PDFs that were drawn, to be known again once the file is whole.</param>
internal sealed record DocumentDrawing(LedgerReader Reader, NewDocumentJob Asked, ReportIssuing Issuing, Stream Output, IProgress<DocumentProgress> Progress, List<NewIssuedFile> Issued)
{
    internal const string Zip = "application/zip";
}
