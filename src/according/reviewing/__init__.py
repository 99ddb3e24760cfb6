"""People review what the machine read: decide, agree or differ, adjudicate; what waits first."""
