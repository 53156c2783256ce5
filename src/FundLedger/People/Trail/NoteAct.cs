namespace FundLedger.People.Trail;

/// <param name="Event">Its number in the trail.</param>
public sealed record ActNoted(long Event);

/// <summary>Tells the trail of an act that writes nothing else: something seen or taken out, or tried at the door and not let in.</summary>
/// <remarks>What is done tells the trail itself. What an operation refuses is told by <see cref="RefusalsNoted"/>.</remarks>
public sealed class NoteAct(Database database)
{
    public Task<Outcome<ActNoted>> RunAsync(Asked asked, AuditNote note, CancellationToken stop = default) => database.WriteAsync<ActNoted>(
        asked.For("note-act", OperationField.Of("act", note.Act), OperationField.Of("outcome", note.Outcome.ToString()),
            OperationField.Of("object", $"{note.ObjectType}/{note.ObjectId}"), OperationField.Of("detail", note.Detail)),
        async tx => new ActNoted(await AuditTrail.AddAsync(tx, note)), stop);
}
