using System.Globalization;
using CsvHelper;

namespace FundLedger.People.Trail;

/// <summary>The trail as CSV, one row an event: the codes as they are hashed, and beside them the words.</summary>
/// <remarks>Texts are kept from being formulas by <see cref="FormulaSafe"/>. A change of the hash of a row is seen by <c>verify</c>, not by this file.</remarks>
public sealed class TrailFile : IDisposable
{
    private static readonly string[] Columns = ["event", "recorded_at", "actor", "actor_name", "act", "act_name", "outcome", "object_type", "object_id", "operation_key", "detail", "sha256"];

    private readonly CsvWriter csv;
    private readonly Func<string, string> nameOf;
    private readonly Language language;

    /// <param name="nameOf">Who an actor is, in words.</param>
    public TrailFile(TextWriter to, Language language, Func<string, string> nameOf)
    {
        (csv, this.language, this.nameOf) = (new CsvWriter(to, CultureInfo.InvariantCulture, leaveOpen: true), language, nameOf);
        foreach (var column in Columns) csv.WriteField(column);
        csv.NextRecord();
    }

    public void Write(AuditEvent told)
    {
        var note = told.Note;
        csv.WriteField(told.Id);
        string[] texts =
        [
            Moments.ToIso(told.RecordedAt), told.Actor, nameOf(told.Actor), note.Act, ActNames.Of(note.Act)?.In(language) ?? note.Act, note.Outcome.Name().In(language),
            note.ObjectType, note.ObjectId, told.OperationKey, note.Detail, Convert.ToHexStringLower(told.Hash),
        ];
        foreach (var text in texts) csv.WriteField(FormulaSafe.Escaped(text));
        csv.NextRecord();
    }

    public void Dispose() => csv.Dispose();
}
