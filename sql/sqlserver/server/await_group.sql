-- Waits until the transaction of a group whose answer was lost is over, one way or the other.
DECLARE @Group nvarchar(220) = CONCAT(N'group ', @group_name), @Lock int;
EXEC @Lock = sp_getapplock @Group, N'Shared', N'Session', @wait_milliseconds;
IF @Lock < 0 THROW 50001, N'waited in vain for a group of writes', 1;
EXEC sp_releaseapplock @Group, N'Session';
