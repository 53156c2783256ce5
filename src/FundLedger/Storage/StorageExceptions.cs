namespace FundLedger.Storage;

/// <summary>The storage could not do what was asked; the message says in both languages what became of the write and what to do.</summary>
public abstract class StorageException(Bilingual text, Exception? cause = null) : Exception(text.En, cause)
{
    public Bilingual Text { get; } = text;
}

/// <summary>Too many writes are waiting. Nothing was written; try again after a moment.</summary>
public sealed class BusyException(TimeSpan retryAfter) : StorageException(new(
    $"账本正忙，没有写入任何内容。请在 {retryAfter.TotalSeconds:0} 秒后重试。",
    $"The ledger is busy; nothing was written. Try again in {retryAfter.TotalSeconds:0} second(s)."))
{
    public TimeSpan RetryAfter { get; } = retryAfter;
}

/// <summary>The write did not happen, and nothing of it is in the ledger. It may be sent again.</summary>
public sealed class NotWrittenException(Exception cause) : StorageException(new(
    $"没有写入任何内容：{cause.Message} 排除原因后可重新提交。",
    $"Nothing was written: {cause.Message} Mend the cause, then send it again."), cause);

/// <summary>The answer of the commit was lost: it may or may not be in the ledger. Sending it again under the same operation key settles it.</summary>
public sealed class AmbiguousWriteException(Exception cause) : StorageException(new(
    $"提交结果未知：{cause.Message} 请用同一操作编号重新提交，账本会给出确定的结果，不会重复记账。",
    $"It is not known whether this was written: {cause.Message} Send it again under the same operation key; the ledger will settle it and never post it twice."), cause);

/// <summary>The books cannot be opened as they are.</summary>
public sealed class CannotOpenException(Bilingual text, Exception? cause = null) : StorageException(text, cause);
