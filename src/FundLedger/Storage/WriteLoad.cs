namespace FundLedger.Storage;

/// <summary>How writing goes just now, for those who watch the process.</summary>
/// <param name="Waiting">Operations that wait for the writer.</param>
/// <param name="Room">At so many the next is answered "busy"; 0 for books that are only read.</param>
/// <param name="UnderWay">How long the batch under way has been so; zero where none is, and on a server, which bounds each statement itself.</param>
/// <param name="FailedInARow">Writes or batches that the database failed since the last one it kept.</param>
public sealed record WriteLoad(int Waiting, int Room, TimeSpan UnderWay, int FailedInARow)
{
    public static WriteLoad None { get; } = new(0, 0, TimeSpan.Zero, 0);
}
